// What the commands about the course share: finding a gathering, fetching it, asking something of it.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "client-cli/session/session.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

// By "~2" of the last list, its id, "S3", or words of its title.
Result<std::uint64_t> find_gathering(Session& session, const std::string& text);

// A session, and the gathering in it that a command names.
struct AtGathering {
  std::unique_ptr<Session> session;
  std::uint64_t id = 0;
};
Result<AtGathering> open_at_gathering(const Options& options, const std::string& gathering);

// All that one reads and that fits the wish, page by page, by their start.
Result<v1::GatheringList> fetch_gatherings(Session& session, const v1::ListGatherings& wish);
Result<v1::GatheringAnswer> fetch_gathering(Session& session, std::uint64_t id);

// Sends the command and says `done`. Words that were refused stay in the outbox.
Result<void> send_to_course(Session& session, v1::CourseCommand command, Words done);

// Adds the gathering as the first word of a command line.
void add_gathering_word(CLI::App& command, std::string& gathering);

}  // namespace ramure::cli
