#include "server/mail/secret_links.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "protocol/trimmed.hpp"
#include "server/identity/tokens.hpp"
#include "server/mail/lower_case.hpp"
#include "server/mail/reply_address.hpp"
#include "server/mail/stop_links.hpp"

namespace ramure::mail {

namespace {

constexpr std::array<std::string_view, 3> link_pages{"/lien#", "/mot-de-passe#", "/invitation#"};
constexpr std::array<std::string_view, 4> page_names{"lien", "mot-de-passe", "invitation", "desabonnement"};
constexpr std::size_t stop_signature_characters = 22;
constexpr int times_encoded_max = 3;          // by programs that wrap what others have wrapped
constexpr char taken = '\x01';                // where something was taken out
constexpr std::size_t bracket_pairs_max = 2;  // "(<https://…>)"

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_token_letter(char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '_'; }  // lower case

// Addresses have none of these; what is no ASCII is none of ours.
bool ends_address(char c) {
  constexpr std::string_view ends = " \t\r\n<>\"'()[]{}|`";
  return ends.contains(c) || static_cast<unsigned char>(c) >= 0x7F;
}

int hex_value(char c) { return is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; }

// In lower case, and without the %2F of who wraps one address in another.
std::string plain(std::string_view word) {
  std::string text = lower(word);
  for (int time = 0; time < times_encoded_max && text.contains('%'); ++time) {
    std::string decoded;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const bool is_code =
          text[at] == '%' && at + 2 < text.size() && hex_value(text[at + 1]) >= 0 && hex_value(text[at + 2]) >= 0;
      decoded += is_code ? static_cast<char>(hex_value(text[at + 1]) * 16 + hex_value(text[at + 2])) : text[at];
      if (is_code) at += 2;
    }
    text = lower(decoded);
  }
  return text;
}

std::size_t token_letters_at(std::string_view text, std::size_t at) {
  const auto* const end = std::ranges::find_if_not(text.substr(at), is_token_letter);
  return static_cast<std::size_t>(end - text.substr(at).begin());
}

std::size_t longest_token(std::string_view text) {
  std::size_t longest = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t letters = token_letters_at(text, at);
    longest = std::max(longest, letters);
    at += letters;
  }
  return longest;
}

enum class Secret : std::uint8_t { none, cut, whole };  // cut: its end may stand on the next line

class Seeker {
 public:
  explicit Seeker(const SecretPlaces& places) {
    const std::string base = lower(places.reply_base);
    const std::size_t at = std::min(base.find('@'), base.size());
    reply_name_ = base.substr(0, at) + "+";
    reply_domain_ = base.substr(at);
    const std::size_t scheme = places.site.find("://");
    site_ = lower(places.site.substr(scheme == std::string_view::npos ? 0 : scheme + 3));
    site_.resize(std::min(site_.find('/'), site_.size()));
  }

  Secret secret_in(std::string_view word) const {
    const std::string text = plain(word);
    for (const std::string_view page : link_pages) {
      const std::size_t at = text.find(page);
      if (at == std::string::npos) continue;
      return token_letters_at(text, at + page.size()) < identity::token_characters ? Secret::cut : Secret::whole;
    }
    if (const std::size_t at = text.find(stop_page); at != std::string::npos) {
      const std::string_view token = std::string_view(text).substr(at + stop_page.size());
      return token_letters_at(token, token.rfind('.') + 1) < stop_signature_characters ? Secret::cut : Secret::whole;
    }
    return is_wrapped_link(text) || is_reply_address(text) ? Secret::whole : Secret::none;
  }

  // Something that may be the beginning of a secret.
  bool may_go_on(std::string_view word) const {
    return word.contains("://") || (!reply_domain_.empty() && lower(word).contains(reply_name_));
  }

 private:
  // Of programs that write / and # in other ways: the site, the page and a token are all there.
  bool is_wrapped_link(std::string_view text) const {
    const bool names_page = std::ranges::any_of(page_names, [&](std::string_view name) { return text.contains(name); });
    const bool is_ours = !site_.empty() && text.contains(site_) && names_page;
    return is_ours && (text.contains("desabonnement") || longest_token(text) >= identity::token_characters);
  }

  bool is_reply_address(std::string_view text) const {
    if (reply_domain_.empty()) return false;
    const std::size_t at = text.find(reply_name_);
    if (at == std::string_view::npos) return false;
    const std::string_view rest = text.substr(at + reply_name_.size());
    return rest.contains(reply_domain_) || token_letters_at(rest, 0) >= reply_token_characters;
  }

  std::string reply_name_, reply_domain_, site_;
};

struct Range {
  std::size_t begin = 0, end = 0;
};

Range word_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && !ends_address(text[end])) ++end;
  return {at, end};
}

// The first word of the next line, behind its quote marks, where this one is the last of its line.
std::optional<Range> first_of_next_line(std::string_view text, std::size_t end) {
  const std::size_t line_end = text.find_first_not_of(' ', end);
  if (line_end == std::string_view::npos || text[line_end] != '\n') return std::nullopt;
  const std::size_t begin = text.find_first_not_of(" >", line_end + 1);
  if (begin == std::string_view::npos) return std::nullopt;
  const Range word = word_at(text, begin);
  return word.end > word.begin && !text.substr(word.begin, word.end - word.begin).contains("://") ? std::optional(word)
                                                                                                  : std::nullopt;
}

// What of the text goes with the word that begins at its beginning; nothing: it stays.
std::optional<Range> taken_with(std::string_view text, Range word, const Seeker& seeker) {
  const std::string_view alone = text.substr(word.begin, word.end - word.begin);
  const Secret secret = seeker.secret_in(alone);
  if (secret != Secret::whole && (secret == Secret::cut || seeker.may_go_on(alone))) {
    const auto next = first_of_next_line(text, word.end);
    const std::string_view rest = next ? text.substr(next->begin, next->end - next->begin) : std::string_view();
    if (next && seeker.secret_in(std::string(alone) + std::string(rest)) == Secret::whole)
      return Range{word.begin, next->end};
  }
  return secret == Secret::none ? std::nullopt : std::optional(word);
}

bool is_pair(char open, char close) {
  return (open == '(' && close == ')') || (open == '<' && close == '>') || (open == '[' && close == ']');
}

// The text with a mark in the place of each secret.
std::string with_marks(std::string_view text, const Seeker& seeker) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (ends_address(text[at])) {
      out += text[at++];
      continue;
    }
    const Range word = word_at(text, at);
    const auto gone = taken_with(text, word, seeker);
    if (!gone) out += text.substr(word.begin, word.end - word.begin);
    at = gone ? gone->end : word.end;
    if (!gone) continue;
    for (std::size_t i = 0; i < bracket_pairs_max && !out.empty() && at < text.size(); ++i) {
      if (!is_pair(out.back(), text[at])) break;
      out.pop_back();
      ++at;
    }
    out += taken;
  }
  return out;
}

// What stood on both sides of a secret is not joined: it might be one then.
std::string without_marks(std::string_view line) {
  std::string out;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char next = at + 1 < line.size() ? line[at + 1] : '\n';
    if (line[at] != taken) out += line[at];
    else if (!out.empty() && !ends_address(out.back()) && !ends_address(next)) out += ' ';
  }
  out.resize(out.find_last_not_of(' ') + 1);
  return out;
}

}  // namespace

std::string without_secret_links(std::string_view text, const SecretPlaces& places) {
  const std::string marked = with_marks(text, Seeker(places));
  std::string out;
  for (std::string_view rest = marked; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string line(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.contains(taken)) {
      line = without_marks(line);
      if (trimmed(line, " >-*:").empty()) continue;
    }
    out += line + "\n";
  }
  return std::string(trimmed(out, "\n"));
}

}  // namespace ramure::mail
