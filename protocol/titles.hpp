// What a place is called after its territory, so that server and clients say the same when the territory is renamed.
#pragma once

#include <string>
#include <string_view>

namespace ramure {

inline constexpr std::string_view territory_separator = " – ";  // « Canal – Pays de Kerlohan »

// `title`, where it ends in the separator and `old_name`, ends in `new_name` instead; else it stays as it is.
inline std::string renamed_place(std::string_view title, std::string_view old_name, std::string_view new_name) {
  std::string_view head = title;
  if (head.ends_with(old_name)) head.remove_suffix(old_name.size());
  if (head.size() == title.size() || !head.ends_with(territory_separator)) return std::string(title);
  return std::string(head) + std::string(new_name);
}

}  // namespace ramure
