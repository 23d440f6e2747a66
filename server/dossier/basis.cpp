#include "server/dossier/basis.hpp"

#include <array>
#include <charconv>
#include <optional>

namespace ramure::dossier {

namespace {

std::string written(const Contributions& contributions) {
  std::string text;
  for (const auto& [territory_id, count] : contributions) {
    text += (text.empty() ? "" : ",") + std::to_string(territory_id) + "=" + std::to_string(count);
  }
  return text;
}

// What stands before the separator; the rest stays in `text`.
std::string_view cut(std::string_view& text, char separator) {
  const std::size_t at = text.find(separator);
  const std::string_view part = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return part;
}

std::optional<std::uint64_t> number_of(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_whole = error == std::errc() && end == text.data() + text.size();
  return is_whole ? std::optional(number) : std::nullopt;
}

std::optional<Contributions> read_contributions(std::string_view text) {
  Contributions contributions;
  while (!text.empty()) {
    std::string_view pair = cut(text, ',');
    const auto territory_id = number_of(cut(pair, '='));
    const auto count = number_of(pair);
    if (!territory_id || !count) return std::nullopt;
    contributions[*territory_id] = *count;
  }
  return contributions;
}

}  // namespace

std::string write_basis(const Basis& basis) {
  std::string text;
  for (const auto& [name, count] : basis) {
    text += name + '\t' + std::to_string(count.value) + '\t' + written(count.by) + '\t' + written(count.rest) + '\n';
  }
  return text;
}

Basis read_basis(std::string_view text) {
  Basis basis;
  while (!text.empty()) {
    std::string_view line = cut(text, '\n');
    const std::string name(cut(line, '\t'));
    const auto value = number_of(cut(line, '\t'));
    const auto by = read_contributions(cut(line, '\t'));
    const auto rest = read_contributions(line);
    if (value && by && rest) basis[name] = {static_cast<std::uint32_t>(*value), *by, *rest};
  }
  return basis;
}

}  // namespace ramure::dossier
