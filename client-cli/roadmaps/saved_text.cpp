#include "client-cli/roadmaps/saved_text.hpp"

#include <algorithm>

#include "client-cli/text/language.hpp"
#include "protocol/utf8.hpp"
#include "server/roadmap/roadmap_limits.hpp"
#include "server/roadmap/utf16.hpp"

namespace ramure::cli {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_control(char32_t c) { return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0); }

std::unexpected<Failure> not_utf8(std::string_view before) {
  const auto line = std::to_string(1 + std::ranges::count(before, '\n'));
  return fail(Exit::refused,
              t({"ligne {} : ce n’est pas de l’UTF-8 (enregistrez le fichier en UTF-8, puis recommencez)",
                 "line {}: this is not UTF-8 (save the file as UTF-8, then try again)"},
                {line}));
}

}  // namespace

Result<SavedText> read_saved(std::string_view bytes, std::string_view base) {
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  SavedText saved;
  saved.text.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    const CodePoint c = code_point_at(bytes, at);
    if (is_damaged(c)) return not_utf8(bytes.substr(0, at));
    if (c.value == '\r') {
      saved.text += '\n';
      if (at + 1 < bytes.size() && bytes[at + 1] == '\n') ++at;
    } else if (is_control(c.value)) {
      ++saved.controls_removed;
    } else {
      saved.text += bytes.substr(at, c.bytes);
    }
    at += c.bytes;
  }
  if (saved.text.ends_with('\n') && !base.empty() && !base.ends_with('\n')) saved.text.pop_back();
  if (roadmap::utf16_units(saved.text) > roadmap::limits::text_units_max) {
    Failure failure{Exit::refused, t({"ce texte est trop long : {} signes au plus (quelque 150 pages)",
                                      "this text is too long: {} characters at most (some 150 pages)"},
                                     {std::to_string(roadmap::limits::text_units_max)})};
    failure.code = v1::REFUSAL_CODE_TOO_LARGE;
    return std::unexpected(std::move(failure));
  }
  return saved;
}

}  // namespace ramure::cli
