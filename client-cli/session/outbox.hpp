// What was said and not yet accepted: one file per command, written and fsynced before the first attempt, removed when
// the server has answered. A command that is sent again carries the same key, so it acts once.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "ramure/v1/commands.pb.h"

namespace ramure::cli {

class Outbox {
 public:
  // One folder per profile and account, so that nothing goes out under another name.
  Outbox(const std::filesystem::path& state_folder, const std::string& owner);

  void keep(const v1::Command& command) const;
  void drop(const v1::Command& command) const;

  // Oldest first (keys are UUIDv7, so names sort by time). Files that cannot be read are renamed to *.unreadable.
  std::vector<v1::Command> waiting() const;

  // What was refused for good and holds somebody's words: never sent again, there until it is forgotten.
  void set_aside(const v1::Command& command) const;
  std::vector<v1::Command> set_aside() const;
  void forget(const v1::Command& command) const;

 private:
  std::filesystem::path path_of(const v1::Command& command, const char* ending) const;
  std::vector<v1::Command> read(const char* ending) const;
  std::filesystem::path folder_;
};

// What a command says in a round, beside a roadmap or in the course, without its dressing; empty for all others.
std::string words_said_in(const v1::Command& command);

}  // namespace ramure::cli
