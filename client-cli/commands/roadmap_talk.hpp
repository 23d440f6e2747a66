// What the commands about one roadmap share: finding it, fetching it, asking something of it.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "client-cli/output/line.hpp"
#include "client-cli/rounds/telling.hpp"
#include "client-cli/session/session.hpp"
#include "client-cli/text/language.hpp"
#include "ramure/v1/private.pb.h"

namespace ramure::cli {

// By "~2" of the last list, its id, or words of its title or territory.
Result<std::uint64_t> find_roadmap(Session& session, const std::string& text);

// A session, and the roadmap in it that a command names.
struct AtRoadmap {
  std::unique_ptr<Session> session;
  std::uint64_t id = 0;
};
Result<AtRoadmap> open_at_roadmap(const Options& options, const std::string& roadmap);

Result<v1::RoadmapAnswer> fetch_roadmap(Session& session, std::uint64_t id, std::uint64_t version_id = 0);
// `version` 0: the latest.
Result<v1::TextAnswer> fetch_text(Session& session, std::uint64_t id, std::uint64_t version = 0,
                                  bool with_authors = false);

// What one had seen of it; empty: nothing yet.
Result<v1::RoadmapVisit> last_visit(Session& session, std::uint64_t id);

// Sends the command and says `done`. Words that were refused are shown, and stay in the outbox until they are
// forgotten.
Result<void> send_to_roadmap(Session& session, std::uint64_t id, v1::RoadmapCommand command, Words done);

Glance glance_at(const Session& session);
void print_lines(const Session& session, const Lines& lines);

// An act that cannot be undone is asked about on a terminal, and wants --yes in a pipe: Exit::usage otherwise.
Result<void> confirm(const Options& options, bool yes, const std::string& question);

// Adds the roadmap as the first word of a command line.
void add_roadmap_word(CLI::App& command, std::string& roadmap);

}  // namespace ramure::cli
