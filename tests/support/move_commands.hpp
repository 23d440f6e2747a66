// The four commands that put threads in order, in short.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ramure/v1/commands.pb.h"

namespace ramure::test {

inline v1::Command command_move(const std::vector<std::uint64_t>& messages, std::uint64_t to_thread_id) {
  v1::Command command;
  command.mutable_move_messages()->mutable_message_ids()->Add(messages.begin(), messages.end());
  command.mutable_move_messages()->set_to_thread_id(to_thread_id);
  return command;
}

inline v1::Command command_split(const std::vector<std::uint64_t>& messages, std::string_view title = "Un autre sujet",
                                 std::uint64_t theme_id = 0) {
  v1::Command command;
  command.mutable_split_thread()->mutable_message_ids()->Add(messages.begin(), messages.end());
  command.mutable_split_thread()->set_title(std::string(title));
  command.mutable_split_thread()->set_theme_id(theme_id);
  return command;
}

inline v1::Command command_merge(std::uint64_t thread_id, std::uint64_t into_id) {
  v1::Command command;
  command.mutable_merge_thread()->set_thread_id(thread_id);
  command.mutable_merge_thread()->set_into_id(into_id);
  return command;
}

inline v1::Command command_unmerge(std::uint64_t thread_id) {
  v1::Command command;
  command.mutable_undo_merge()->set_thread_id(thread_id);
  return command;
}

}  // namespace ramure::test
