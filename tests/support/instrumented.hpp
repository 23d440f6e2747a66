// Whether this build carries a sanitizer. It keeps freed memory for a while (AddressSanitizer 256 MiB of it), so how
// much a process has resident then says nothing about what it needs.
#pragma once

namespace ramure::test {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool is_instrumented = true;
#else
inline constexpr bool is_instrumented = false;
#endif

}  // namespace ramure::test
