#include "server/ops/json_place.hpp"

namespace ramure::ops {

void JsonPlace::fail(const std::string& sentence) const {
  const bool is_root = path_.ends_with(": ");
  throw CorpusFaultError({is_root ? path_.substr(0, path_.size() - 2) : path_, sentence});
}

JsonPlace JsonPlace::member(std::string_view name, const boost::json::value& value) const {
  const bool is_root = path_.ends_with(": ");
  return {value, path_ + (is_root ? "" : ".") + std::string(name), true};
}

std::optional<JsonPlace> JsonPlace::maybe(std::string_view name) const {
  if (!value_->is_object()) fail("an object is expected here");
  const boost::json::value* found = value_->get_object().if_contains(name);
  if (found == nullptr || found->is_null()) return std::nullopt;
  return member(name, *found);
}

JsonPlace JsonPlace::operator[](std::string_view name) const {
  const auto found = maybe(name);
  if (!found) fail("\"" + std::string(name) + "\" is missing");
  return *found;
}

std::vector<JsonPlace> JsonPlace::items() const {
  if (!value_->is_array()) fail("a list is expected here");
  std::vector<JsonPlace> items;
  for (const auto& item : value_->get_array()) {
    items.push_back({item, path_ + "[" + std::to_string(items.size()) + "]", true});
  }
  return items;
}

std::vector<std::pair<std::string, JsonPlace>> JsonPlace::members() const {
  if (!value_->is_object()) fail("an object is expected here");
  std::vector<std::pair<std::string, JsonPlace>> members;
  for (const auto& [name, value] : value_->get_object()) members.emplace_back(std::string(name), member(name, value));
  return members;
}

std::string JsonPlace::text() const {
  if (!value_->is_string()) fail("a text is expected here");
  if (value_->get_string().empty()) fail("this text is empty");
  return std::string(value_->get_string());
}

std::string JsonPlace::text_or_empty(std::string_view name) const {
  const auto found = maybe(name);
  if (!found || (found->value_->is_string() && found->value_->get_string().empty())) return {};
  return found->text();
}

bool JsonPlace::boolean() const {
  if (!value_->is_bool()) fail("true or false is expected here");
  return value_->get_bool();
}

std::uint32_t JsonPlace::count() const {
  if (!value_->is_int64() || value_->get_int64() < 0 || value_->get_int64() > 1'000'000) {
    fail("a number from 0 to 1000000 is expected here");
  }
  return static_cast<std::uint32_t>(value_->get_int64());
}

}  // namespace ramure::ops
