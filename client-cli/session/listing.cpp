#include "client-cli/session/listing.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>

#include "client-cli/session/files.hpp"
#include "client-cli/session/outbox.hpp"
#include "client-cli/text/language.hpp"
#include "protocol/hex.hpp"

namespace ramure::cli {

namespace {

bool digits_only(std::string_view text) {
  return !text.empty() && text.size() < 17 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::uint64_t number(std::string_view digits) {
  std::uint64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

Listing::Listing(const std::filesystem::path& state_folder, const std::string& owner, const std::string& what)
    : path_(state_folder / "listings" / (hex_of(owner) + "." + what)) {}

void Listing::remember(const std::vector<std::uint64_t>& ids) const {
  std::string text;
  for (const std::uint64_t id : ids) text += std::to_string(id) + "\n";
  write_file(path_, text);
}

bool Listing::is_reference(std::string_view text) { return digits_only(text.starts_with('~') ? text.substr(1) : text); }

Result<std::uint64_t> Listing::find(std::string_view text) const {
  if (!is_reference(text)) {
    return fail(Exit::usage, t({"« {} » : attendu ~N (rang dans la dernière liste) ou un identifiant",
                                "\"{}\": expected ~N (place in the last list) or an id"},
                               {text}));
  }
  if (!text.starts_with('~')) return number(text);
  const std::uint64_t place = number(text.substr(1));
  const auto remembered = read_file(path_);
  if (!remembered) {
    return fail(Exit::usage, t({"{} est un rang dans une liste : affichez-en une d’abord",
                                "{} is a place in a list: show one first"},
                               {text}));
  }
  std::istringstream ids(*remembered);
  std::uint64_t id = 0;
  for (std::uint64_t at = 1; ids >> id; ++at) {
    if (at == place) return id;
  }
  return fail(Exit::refused, t({"la dernière liste n’a pas de {}", "the last list has no {}"}, {text}));
}

}  // namespace ramure::cli
