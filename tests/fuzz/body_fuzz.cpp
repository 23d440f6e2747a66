// Any bytes as a body: checks must neither crash nor read past the end, and must agree with one another.
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include "server/community/mentions.hpp"
#include "server/community/text.hpp"

namespace {

using namespace ramure::community;

void require(bool holds) {
  if (!holds) std::abort();
}

void check(std::string_view text) {
  const bool is_text = check_optional_text("field", text, text.size()).has_value();
  const bool is_line = check_optional_line("field", text, text.size()).has_value();
  require(is_text || !is_line);  // what fits a line fits a body
  require(check_text("field", text, text.size()).has_value() == (is_text && !is_blank(text)));

  const auto ids = mentioned_ids(text, 50);
  require(ids.size() <= 50 && std::set(ids.begin(), ids.end()).size() == ids.size());
  for (const std::uint64_t id : ids) {
    require(text.find("<@" + std::to_string(id) + ">") != std::string_view::npos);
  }

  if (!is_text) return;
  std::uint32_t boundaries = 0, characters = 0;
  for (std::uint32_t unit = 0; unit <= text.size() + 1; ++unit) boundaries += is_utf16_boundary(text, unit);
  for (const char byte : text) characters += (static_cast<unsigned char>(byte) & 0xC0u) != 0x80u;
  require(boundaries == characters + 1);  // one before each character, and the end
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 2'000) return 0;  // the boundaries are counted in quadratic time
  check({reinterpret_cast<const char*>(data), size});
  return 0;
}
