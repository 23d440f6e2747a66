// The table of settings: one row per key, with the words that explain it and the check that guards it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "server/config.hpp"

namespace ramure {

using SettingValue = std::variant<bool, std::int64_t, std::string, std::vector<std::string>>;

struct Setting {
  enum class Kind { flag, number, text, list };
  std::string_view key;
  Kind kind;
  std::string_view help;
  // Takes a value of that kind over into the config. Answers what is wrong with it, or nothing.
  std::string (*set)(Config&, const SettingValue&);
};

std::span<const Setting> settings();
const Setting* find_setting(std::string_view key);

std::string environment_name(const Setting& setting);  // "RAMURE_THREADS_IO"
std::string flag_name(const Setting& setting);         // "--threads-io"

// What an environment variable or a flag says, as a value of the setting's kind; or what is wrong with it.
std::expected<SettingValue, std::string> read_setting(const Setting& setting, std::string_view text);

}  // namespace ramure
