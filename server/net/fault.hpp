// Where exceptions of connections end: a line in the log, a count, and only that connection is lost.
#pragma once

#include <exception>

#include "server/net/services.hpp"

namespace ramure::net {

// Nothing when `fault` is null.
void report_fault(const Services& services, const std::exception_ptr& fault);

}  // namespace ramure::net
