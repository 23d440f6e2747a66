#include "server/net/accept_language.hpp"

#include <algorithm>
#include <charconv>

#include "protocol/trimmed.hpp"

namespace ramure::net {

namespace {

// In thousandths: "q=0.8" is 800; without a weight, 1,000.
int weight_of(std::string_view parameters) {
  const std::size_t at = parameters.find("q=");
  if (at == std::string_view::npos) return 1'000;
  const std::string_view number = parameters.substr(at + 2);
  double weight = 0;
  const auto [stopped, error] = std::from_chars(number.data(), number.data() + number.size(), weight);
  return error == std::errc() && weight >= 0 && weight <= 1 ? static_cast<int>(weight * 1'000) : 0;
}

bool is_language(std::string_view range, std::string_view language) {
  if (range.size() < 2 || (range.size() > 2 && range[2] != '-')) return false;
  return (range[0] | 0x20) == language[0] && (range[1] | 0x20) == language[1];
}

}  // namespace

bool prefers_english(std::string_view accept_language) {
  int french = 0, english = 0;
  while (!accept_language.empty()) {
    const std::size_t end = std::min(accept_language.find(','), accept_language.size());
    const std::string_view element = accept_language.substr(0, end);
    accept_language.remove_prefix(std::min(end + 1, accept_language.size()));
    const std::size_t semicolon = std::min(element.find(';'), element.size());
    const std::string_view range = trimmed(element.substr(0, semicolon));
    const int weight = weight_of(element.substr(semicolon));
    if (is_language(range, "fr")) french = std::max(french, weight);
    if (is_language(range, "en")) english = std::max(english, weight);
  }
  return english > french;
}

}  // namespace ramure::net
