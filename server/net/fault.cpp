#include "server/net/fault.hpp"

#include "server/log.hpp"

namespace ramure::net {

void report_fault(const Services& services, const std::exception_ptr& fault) {
  if (!fault) return;
  services.metrics.add(Counter::internal_faults);
  try {
    std::rethrow_exception(fault);
  } catch (const std::exception& error) {
    log_error("a connection failed", {{"what", error.what()}});
  }
}

}  // namespace ramure::net
