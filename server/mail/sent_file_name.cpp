#include "server/mail/sent_file_name.hpp"

#include "protocol/limits.hpp"
#include "protocol/trimmed.hpp"
#include "protocol/utf8.hpp"
#include "server/community/answer_files.hpp"
#include "server/community/line_characters.hpp"

namespace ramure::mail {

namespace {

constexpr std::size_t ending_bytes_max = 12;  // ".jpeg", ".tar.gz"; what is longer is no ending

std::string shown_characters(std::string_view text) {
  std::string shown;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (!is_damaged(c) && community::may_stand_in_line(c.value)) shown.append(text, at, c.bytes);
    at += c.bytes;
  }
  return shown;
}

// As much of it as `bytes_max` holds, with its ending.
std::string shortened(const std::string& name, std::size_t bytes_max) {
  if (name.size() <= bytes_max) return name;
  const std::size_t dot = name.rfind('.');
  const bool has_ending = dot != std::string::npos && name.size() - dot <= ending_bytes_max;
  const std::string ending = has_ending ? name.substr(dot) : std::string();
  std::size_t kept = bytes_max - ending.size();
  while (!is_boundary(name, kept)) --kept;
  return name.substr(0, kept) + ending;
}

}  // namespace

std::string sent_file_name(std::string_view said, std::size_t number) {
  const std::size_t folder = said.find_last_of("/\\");
  if (folder != std::string_view::npos) said.remove_prefix(folder + 1);
  const std::string name = shortened(std::string(trimmed(shown_characters(said))), limits::attachment_name_bytes_max);
  return community::check_file_name(name) ? name : "piece-jointe-" + std::to_string(number);
}

}  // namespace ramure::mail
