// The folder into which a mail server delivers: a file per mail, put into new/ whole. From there we take them, one at a
// time, through two folders of our own beside it:
//
//   new/ → claimed/ → gone when it is done with, since the words are where they belong and may be erased there
//                   → aside/, with NAME.reason beside it, when nobody can be told: for the operator, for a month, and
//                     the latest only, since whoever finds our address can fill it
//
// A mail that is claimed stays so over a crash. One user, one thread. Throws std::exception where the disk fails.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ramure::mail {

inline constexpr std::size_t mail_bytes_max = 10 * 1024 * 1024;
inline constexpr std::size_t head_bytes_max = 64 * 1024;  // what is read of a larger one
inline constexpr std::size_t aside_files_max = 1'000;     // mails and reasons
inline constexpr std::uintmax_t aside_bytes_max = 100 * 1024 * 1024;
inline constexpr int aside_days_max = 30;

struct ClaimedMail {
  std::string bytes;  // of one that is too large, its beginning
  bool is_too_large = false;
};

class Maildir {
 public:
  // Makes the folders that are missing.
  explicit Maildir(std::filesystem::path folder);

  // Names of mails that are ours now: those that were before, and new ones; at most `limit`, oldest name first.
  std::vector<std::string> claim(std::size_t limit);
  // How often it was begun before without coming to any end: each time the process ended while it was looked at.
  std::size_t begin(const std::string& name);
  void pause(const std::string& name);  // an end for now
  ClaimedMail read(const std::string& name) const;
  void finish(const std::string& name);
  void put_aside(const std::string& name, std::string_view reason);  // of one that is too large, its beginning
  void tidy_aside(std::filesystem::file_time_type now);

 private:
  std::filesystem::path mark_of(const std::string& name) const;
  std::vector<std::string> names_in(const char* folder, std::size_t limit) const;
  const std::filesystem::path folder_;
};

}  // namespace ramure::mail
