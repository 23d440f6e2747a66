// What people write: the rules accept or refuse without surprise, and the mentions found are those that are there.
#include <algorithm>

#include "protocol/check.hpp"
#include "protocol/codec.hpp"
#include "protocol/utf8.hpp"
#include "server/community/mentions.hpp"
#include "server/community/text.hpp"

using namespace ramure;

namespace {

constexpr std::size_t any_size = 1'000'000;

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

void check_rules(std::string_view text) {
  const bool is_line = community::check_line("field", text, 1, any_size).has_value();
  const bool is_text = community::check_text("field", text, any_size).has_value();
  CHECK(!is_line || is_text, "every line is a text");
  CHECK(!is_line || !has_control(text), "a line holds no control character");
  CHECK(!is_text || (is_utf8(text) && !community::is_blank(text)), "a text is UTF-8 and can be seen");
  CHECK(is_text || !is_utf8(text) || community::is_blank(text) || text.find("\xC2") != std::string_view::npos ||
            has_control(text),
        "only controls and blanks are refused");
  if (!text.empty()) CHECK(!community::check_text("field", text, text.size() - 1), "one byte too many is refused");
}

void check_boundaries(std::string_view text) {
  if (!is_utf8(text) || text.size() > 256) return;
  const auto starts = std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; });
  std::ptrdiff_t boundaries = 0;
  for (std::uint32_t units = 0; units <= text.size() + 1; ++units)
    boundaries += community::is_utf16_boundary(text, units);
  CHECK(boundaries == starts + 1, "one boundary before each character, and one at the end");
}

void check_mentions(std::string_view text) {
  constexpr std::size_t most = 5;
  const auto ids = community::mentioned_ids(text, most);
  CHECK(ids.size() <= most, "no more than asked for");
  for (auto id = ids.begin(); id != ids.end(); ++id) {
    CHECK(std::find(ids.begin(), id, *id) == id, "each once");
    CHECK(text.find(std::to_string(*id) + ">") != std::string_view::npos, "it stands in the text");
  }
  const auto more = community::mentioned_ids(text, most + 1);
  CHECK(std::equal(ids.begin(), ids.end(), more.begin()), "a higher limit only adds");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_rules(text);
  check_boundaries(text);
  check_mentions(text);
  return 0;
}
