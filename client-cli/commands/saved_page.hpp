// A page that the server makes to be printed, into a file.
#pragma once

#include <string>

#include "client-cli/session/session.hpp"

namespace ramure::cli {

// `path`: "-" is the standard output. Says where it was saved, unless it is that.
Result<void> save_page(const Session& session, const std::string& address, const std::string& path);

}  // namespace ramure::cli
