// Fetching what several commands need.
#pragma once

#include <string>
#include <vector>

#include "client-cli/session/session.hpp"

namespace ramure::cli {

Result<v1::ThreadRow> fetch_thread(Session& session, std::uint64_t thread_id);

// The same for a thread as a person names it: ~N (place in the last list) or an id.
Result<v1::ThreadRow> find_thread_row(Session& session, const std::string& named);

// Every readable message, oldest first, page by page, with a progress bar when it takes several.
Result<std::vector<v1::Message>> fetch_whole_thread(Session& session, std::uint64_t thread_id);

// The text of a message: the argument; "-" or a pipe means standard input; else the person's editor, begun with
// `initial`. Exit::usage when nothing was written.
Result<std::string> read_text(const Options& options, const std::string& argument, const std::string& initial);

}  // namespace ramure::cli
