// A value in a JSON file that knows where it is, so that whatever is wrong with it can be said with its path:
// "community.json: people[3].role: …". Faults are thrown (CorpusFaultError) and caught where the reading began.
#pragma once

#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "server/ops/corpus.hpp"

namespace ramure::ops {

struct CorpusFaultError : std::runtime_error {
  explicit CorpusFaultError(CorpusFault what_is_wrong)
      : std::runtime_error(what_is_wrong.where + ": " + what_is_wrong.sentence), fault(std::move(what_is_wrong)) {}
  CorpusFault fault;
};

class JsonPlace {
 public:
  // The root of a file. `value` must outlive every place made from it.
  JsonPlace(const boost::json::value& value, std::string_view file) : value_(&value), path_(std::string(file) + ": ") {}

  JsonPlace operator[](std::string_view name) const;               // must be there, and not null
  std::optional<JsonPlace> maybe(std::string_view name) const;     // absent or null: nullopt
  std::vector<JsonPlace> items() const;                            // of an array
  std::vector<std::pair<std::string, JsonPlace>> members() const;  // of an object

  std::string text() const;  // never empty
  std::string text_or_empty(std::string_view name) const;
  bool boolean() const;
  std::uint32_t count() const;

  const std::string& where() const { return path_; }
  [[noreturn]] void fail(const std::string& sentence) const;

 private:
  JsonPlace(const boost::json::value& value, std::string path, bool) : value_(&value), path_(std::move(path)) {}
  JsonPlace member(std::string_view name, const boost::json::value& value) const;

  const boost::json::value* value_;
  std::string path_;
};

}  // namespace ramure::ops
