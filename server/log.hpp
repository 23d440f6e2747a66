// The server's log: one line per happening, on standard error, as text or as JSON.
//
//   log_info("listening", {{"address", "127.0.0.1:8080"}, {"tls", false}});
//
//   2026-11-23T18:40:02.113Z info listening address=127.0.0.1:8080 tls=false
//   {"at":"2026-11-23T18:40:02.113Z","level":"info","event":"listening","address":"127.0.0.1:8080","tls":false}
//
// Never logged: bodies, titles, names, tokens, passwords, search words, command keys. No community, channel, round or
// member either: whoever reads the log learns how the server is, not what people do.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <variant>

#include "server/config.hpp"

namespace ramure {

struct LogField {
  std::string_view name;
  std::variant<std::int64_t, bool, std::string_view> value;

  template <typename T>
  LogField(std::string_view field_name, const T& field_value) : name(field_name) {
    if constexpr (std::same_as<T, bool>) value = field_value;
    else if constexpr (std::integral<T>) value = static_cast<std::int64_t>(field_value);
    else value = std::string_view(field_value);
  }
};
using LogFields = std::initializer_list<LogField>;

// Before it is called, warnings and errors are written as text.
void configure_log(LogLevel level, LogFormat format);

// Any thread. `event` is a constant.
void log_debug(std::string_view event, LogFields fields = {});
void log_info(std::string_view event, LogFields fields = {});
void log_warning(std::string_view event, LogFields fields = {});
void log_error(std::string_view event, LogFields fields = {});

}  // namespace ramure
