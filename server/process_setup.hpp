// What a server asks of its process, once, before any thread: signals, file descriptors, libraries.
#pragma once

#include <cstddef>

namespace ramure {

// SIGTERM, SIGINT and SIGHUP are kept for wait_for_end_signal(); SIGPIPE and SIGXFSZ become errors of the write.
void keep_signals();

// Returns when SIGTERM or SIGINT comes. From then on a second one ends the process at once.
void wait_for_end_signal();

// Raises the limit of open files to what the system allows; returns it.
std::size_t raise_file_limit();

// libsodium is ready; Protobuf does not write to standard error what strangers send.
void prepare_libraries();

}  // namespace ramure
