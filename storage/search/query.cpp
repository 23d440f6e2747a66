#include "storage/search/query.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "protocol/limits.hpp"
#include "protocol/utf8.hpp"
#include "storage/search/dates.hpp"
#include "storage/search/french_words.hpp"
#include "storage/search/latin_letters.hpp"

namespace ramure::storage {

namespace {

enum class Operator { theme, territory, author, status, channel, kind, before, after };

constexpr std::array<std::pair<std::string_view, Operator>, 22> operator_names{{
    {"theme", Operator::theme},         {"thematique", Operator::theme}, {"territoire", Operator::territory},
    {"territory", Operator::territory}, {"auteur", Operator::author},    {"auteure", Operator::author},
    {"autrice", Operator::author},      {"author", Operator::author},    {"statut", Operator::status},
    {"status", Operator::status},       {"dans", Operator::channel},     {"canal", Operator::channel},
    {"in", Operator::channel},          {"type", Operator::kind},        {"kind", Operator::kind},
    {"avant", Operator::before},        {"before", Operator::before},    {"until", Operator::before},
    {"apres", Operator::after},         {"depuis", Operator::after},     {"after", Operator::after},
    {"since", Operator::after},
}};

v1::Refusal invalid(std::string reason, std::string sentence) {
  v1::Refusal refusal;
  refusal.set_code(v1::REFUSAL_CODE_INVALID_ARGUMENT);
  refusal.set_field("search.text");
  refusal.set_message(std::move(sentence));
  (*refusal.mutable_data())["reason"] = std::move(reason);
  return refusal;
}

v1::Refusal invalid(std::string reason, std::string_view operator_name, std::string_view value, std::string sentence) {
  v1::Refusal refusal = invalid(std::move(reason), std::move(sentence));
  (*refusal.mutable_data())["operator"] = operator_name;
  (*refusal.mutable_data())["value"] = value;
  return refusal;
}

v1::Refusal too_large(std::size_t limit, std::string unit) {
  v1::Refusal refusal;
  refusal.set_code(v1::REFUSAL_CODE_TOO_LARGE);
  refusal.set_field("search.text");
  refusal.set_message("A search may have at most " + std::to_string(limit) + " " + unit + ".");
  (*refusal.mutable_data())["limit"] = std::to_string(limit);
  (*refusal.mutable_data())["unit"] = std::move(unit);
  return refusal;
}

bool is_blank(char32_t c) {
  return c <= U' ' || c == 0x00A0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

// The quote that ends what this one began; 0 when it begins nothing.
char32_t closing_quote(char32_t opening) {
  switch (opening) {
    case U'"': return U'"';
    case U'«': return U'»';
    case U'“': return U'”';
    case U'„': return U'“';
    default: return 0;
  }
}

std::string_view trimmed(std::string_view text) {
  std::size_t begin = text.size(), end = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (!is_blank(c.value)) {
      begin = std::min(begin, at);
      end = at + c.bytes;
    }
    at += c.bytes;
  }
  return begin < end ? text.substr(begin, end - begin) : std::string_view();
}

class Parser {
 public:
  Parser(std::string_view text, std::chrono::sys_days today) : text_(text), today_(today) {}

  std::expected<SearchQuery, v1::Refusal> parse() {
    std::size_t items = 0;
    while (skip_blanks()) {
      if (++items > search_items_max) return std::unexpected(too_large(search_items_max, "items"));
      if (auto refusal = read_item()) return std::unexpected(std::move(*refusal));
    }
    const bool operators = query_.from_day || query_.before_day || !query_.themes.empty() ||
                           !query_.territories.empty() || !query_.authors.empty() || !query_.statuses.empty() ||
                           !query_.channels.empty() || !query_.kinds.empty();
    if (!query_.has_text() && !operators) return std::unexpected(invalid("empty", "There is nothing to look for."));
    return std::move(query_);
  }

 private:
  bool skip_blanks() {
    while (at_ < text_.size() && is_blank(here())) at_ += code_point_at(text_, at_).bytes;
    return at_ < text_.size();
  }

  char32_t here() const { return code_point_at(text_, at_).value; }

  std::optional<v1::Refusal> read_item() {
    const bool excluded = here() == U'-' && at_ + 1 < text_.size() && !is_blank(code_point_at(text_, at_ + 1).value);
    if (excluded) ++at_;
    if (closing_quote(here()) != 0) {
      keep(read_quoted(), excluded ? query_.excluded_phrases : query_.phrases);
      return std::nullopt;
    }
    const std::string_view name = read_operator_name();
    if (!name.empty()) return read_operator(name, excluded);
    keep(read_bare(), excluded ? query_.excluded_words : query_.words);
    return std::nullopt;
  }

  // Punctuation and emoji alone ask for nothing.
  static void keep(std::string_view item, std::vector<std::string>& items) {
    if (!french_words(item).empty()) items.emplace_back(item);
  }

  // Up to the closing quote; a quote that was never closed ends with the text.
  std::string_view read_quoted() {
    const char32_t closing = closing_quote(here());
    at_ += code_point_at(text_, at_).bytes;
    const std::size_t begin = at_;
    while (at_ < text_.size() && here() != closing) at_ += code_point_at(text_, at_).bytes;
    const std::string_view quoted = text_.substr(begin, at_ - begin);
    if (at_ < text_.size()) at_ += code_point_at(text_, at_).bytes;
    return trimmed(quoted);
  }

  std::string_view read_bare() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && !is_blank(here()) && closing_quote(here()) == 0 && here() != U'»' && here() != U'”') {
      at_ += code_point_at(text_, at_).bytes;
    }
    if (at_ == begin) at_ += code_point_at(text_, at_).bytes;  // a closing quote that closes nothing
    return text_.substr(begin, at_ - begin);
  }

  // "auteur" of "auteur:nadia", leaving at_ behind the colon; empty (and at_ unmoved) when no operator begins here.
  // A colon with nothing behind it is French punctuation unless the name is one of ours; "https://" is an address.
  std::string_view read_operator_name() {
    std::size_t end = at_;
    while (end < text_.size()) {
      const CodePoint c = code_point_at(text_, end);
      const bool digit = c.value >= U'0' && c.value <= U'9';
      const CharacterClass kind = character_class(c.value);
      if (digit || (kind != CharacterClass::letter && kind != CharacterClass::mark)) break;
      end += c.bytes;
    }
    if (end == at_ || end >= text_.size() || text_[end] != ':' || text_.substr(end).starts_with("://")) return {};
    const std::string_view name = text_.substr(at_, end - at_);
    const bool bare_colon = end + 1 >= text_.size() || is_blank(code_point_at(text_, end + 1).value);
    if (bare_colon && find_operator(name) == operator_names.end()) return {};
    at_ = end + 1;
    return name;
  }

  static const std::pair<std::string_view, Operator>* find_operator(std::string_view name) {
    const auto words = french_words(name);
    const std::string folded_name = words.size() == 1 ? words.front().exact : std::string();
    return std::ranges::find(operator_names, std::string_view(folded_name),
                             &std::pair<std::string_view, Operator>::first);
  }

  std::optional<v1::Refusal> read_operator(std::string_view name, bool excluded) {
    const auto known = find_operator(name);
    const bool quoted = at_ < text_.size() && closing_quote(here()) != 0;
    const bool bare = at_ < text_.size() && !is_blank(here());
    const std::string_view value = quoted ? read_quoted() : bare ? read_bare() : std::string_view();
    if (known == operator_names.end()) {
      return invalid("unknown_operator", name, value,
                     "There is no search operator \"" + std::string(name) +
                         ":\". Those known are theme, territoire, auteur, "
                         "statut, dans, type, avant and apres; put quotes around words with a colon.");
    }
    if (excluded)
      return invalid("excluded_operator", name, value, "Only words and phrases can be excluded with a hyphen.");
    if (value.empty()) {
      return invalid("empty_value", name, value,
                     "Write the value right behind the colon, as in " + std::string(name) + ":x.");
    }
    return apply(known->second, name, value);
  }

  std::optional<v1::Refusal> apply(Operator which, std::string_view name, std::string_view value) {
    switch (which) {
      case Operator::theme: query_.themes.emplace_back(value); break;
      case Operator::territory: query_.territories.emplace_back(value); break;
      case Operator::author: query_.authors.emplace_back(value); break;
      case Operator::status: query_.statuses.emplace_back(value); break;
      case Operator::channel: query_.channels.emplace_back(value); break;
      case Operator::kind: query_.kinds.emplace_back(value); break;
      case Operator::before:
      case Operator::after: return apply_date(which, name, value);
    }
    return std::nullopt;
  }

  std::optional<v1::Refusal> apply_date(Operator which, std::string_view name, std::string_view value) {
    const auto day = parse_date(value, today_);
    if (!day) {
      return invalid("bad_date", name, value,
                     "\"" + std::string(value) + "\" is no date; write 2018-09-13, 13/09/2018, 09/2018 or 2018.");
    }
    if (which == Operator::before) {
      query_.before_day = query_.before_day ? std::min(*query_.before_day, *day) : *day;
    } else {
      query_.from_day = query_.from_day ? std::max(*query_.from_day, *day) : *day;
    }
    return std::nullopt;
  }

  std::string_view text_;
  std::chrono::sys_days today_;
  std::size_t at_ = 0;
  SearchQuery query_;
};

}  // namespace

std::expected<SearchQuery, v1::Refusal> parse_query(std::string_view text, std::chrono::sys_days today) {
  if (text.size() > limits::search_text_bytes_max)
    return std::unexpected(too_large(limits::search_text_bytes_max, "bytes"));
  if (!is_utf8(text)) return std::unexpected(invalid("not_utf8", "The search is not valid UTF-8."));
  return Parser(text, today).parse();
}

}  // namespace ramure::storage
