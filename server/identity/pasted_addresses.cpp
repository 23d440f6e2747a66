#include "server/identity/pasted_addresses.hpp"

#include <algorithm>

#include "protocol/trimmed.hpp"
#include "server/identity/passwords.hpp"

namespace ramure::identity {

namespace {

// What tables and mail programs put around words besides ASCII: no-break spaces, a byte order mark.
constexpr std::string_view no_break = "\u00A0", narrow_no_break = "\u202F", zero_width = "\u200B", mark = "\uFEFF";

std::string with_plain_spaces(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    std::size_t taken = 0;
    for (const std::string_view odd : {no_break, narrow_no_break, zero_width, mark}) {
      if (rest.starts_with(odd)) taken = odd.size();
    }
    const bool is_space = taken != 0 || rest.front() == '\t' || rest.front() == '\r';
    plain += is_space ? ' ' : rest.front();
    at += std::max<std::size_t>(taken, 1);
  }
  return plain;
}

// Cuts a line at ; and , where they stand in no name.
std::vector<std::string_view> pieces_of(std::string_view line) {
  // A quotation mark that nothing closes is a letter like any other: it must not swallow the rest of the line.
  const bool has_pairs = std::ranges::count(line, '"') % 2 == 0;
  std::vector<std::string_view> pieces;
  std::size_t from = 0;
  bool is_quoted = false, is_in_angles = false;
  for (std::size_t at = 0; at <= line.size(); ++at) {
    const char c = at == line.size() ? ';' : line[at];
    if (c == '"' && has_pairs) is_quoted = !is_quoted;
    if (c == '<' && line.find('>', at) != std::string_view::npos) is_in_angles = true;
    if (c == '>') is_in_angles = false;
    const bool divides = (c == ';' || c == ',') && !is_quoted && !is_in_angles;
    if (!divides && at != line.size()) continue;
    if (const auto piece = trimmed(line.substr(from, at - from)); !piece.empty()) pieces.push_back(piece);
    from = at + 1;
  }
  return pieces;
}

std::vector<std::string_view> words_of(std::string_view piece) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < piece.size();) {
    const std::size_t end = std::min(piece.find(' ', at), piece.size());
    if (end > at) words.push_back(piece.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

bool has_at(std::string_view word) { return word.find('@') != std::string_view::npos; }

bool is_address(std::string_view address) {
  const std::size_t at = address.find('@');
  if (at == 0 || at == std::string_view::npos || address.find('@', at + 1) != std::string_view::npos) return false;
  const std::string_view host = address.substr(at + 1);
  const bool has_label = host.find('.') != std::string_view::npos && host.find("..") == std::string_view::npos;
  return has_label && host.front() != '.' && host.back() != '.' && !why_not_sign_in_name(address);
}

std::string_view address_in(std::string_view word) {
  std::string_view address = trimmed(word, "<>()[]\"'");
  constexpr std::string_view scheme = "mailto:";
  return address.starts_with(scheme) ? address.substr(scheme.size()) : address;
}

PastedAddress read_piece(std::size_t line, std::string_view piece) {
  PastedAddress read{.line = line, .text = std::string(piece), .name = {}, .address = {}};
  std::string name;
  for (const std::string_view word : words_of(piece)) {
    if (has_at(word) && read.address.empty()) {
      read.address = address_in(word);
    } else if (word != "<" && word != ">") {
      name += (name.empty() ? "" : " ") + std::string(word);
    }
  }
  if (read.address.empty()) {
    read.fault = v1::ADDRESS_FAULT_NO_ADDRESS;
  } else if (!is_address(read.address)) {
    read.fault = v1::ADDRESS_FAULT_NOT_READABLE;
  }
  read.name = trimmed(name, " \"'()<>");
  if (read.name.empty()) read.name = name_guessed_from(read.address);
  return read;
}

// "a@exemple.fr b@exemple.fr": every word is an address.
std::vector<std::string_view> people_in(std::string_view piece) {
  auto words = words_of(piece);
  if (std::ranges::all_of(words, has_at)) return words;
  return {piece};
}

bool is_same_person(const PastedAddress& one, const PastedAddress& other) {
  return folded_sign_in_name(one.address) == folded_sign_in_name(other.address);
}

}  // namespace

std::vector<PastedAddress> read_pasted_addresses(std::string_view pasted) {
  const std::string plain = with_plain_spaces(pasted);
  std::vector<PastedAddress> found;
  std::size_t line = 0;
  for (std::size_t from = 0; from <= plain.size(); ++line) {
    const std::size_t end = std::min(plain.find('\n', from), plain.size());
    for (const auto piece : pieces_of(std::string_view(plain).substr(from, end - from))) {
      for (const auto person : people_in(piece)) {
        PastedAddress read = read_piece(line + 1, person);
        const bool is_bad = read.fault != v1::ADDRESS_FAULT_UNSPECIFIED;
        const bool is_repeated =
            std::ranges::any_of(found, [&](const auto& each) { return is_same_person(each, read); });
        if (is_bad || !is_repeated) found.push_back(std::move(read));
      }
    }
    from = end + 1;
  }
  return found;
}

std::string name_guessed_from(std::string_view address) {
  const std::string_view local = address.substr(0, std::min(address.find('@'), address.find('+')));
  std::string name;
  bool begins = true;
  for (const char c : local) {
    const bool divides = c == '.' || c == '_';
    const char shown = divides ? ' ' : c;
    name += begins && shown >= 'a' && shown <= 'z' ? static_cast<char>(shown - 'a' + 'A') : shown;
    begins = divides || c == '-';
  }
  return std::string(trimmed(name, " -"));
}

}  // namespace ramure::identity
