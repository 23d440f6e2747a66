#include "server/log.hpp"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <string>

namespace ramure {

namespace {

std::atomic<LogFormat> format_in_force = LogFormat::text;

// Quotes a text as JSON does, which is also how the text format shows values with spaces.
void append_quoted(std::string& line, std::string_view text) {
  line += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      line += '\\';
      line += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      constexpr std::string_view digits = "0123456789abcdef";
      line += "\\u00";
      line += digits[static_cast<unsigned char>(c) >> 4];
      line += digits[c & 0xF];
    } else {
      line += c;
    }
  }
  line += '"';
}

void append_value(std::string& line, const LogField& field, bool always_quoted) {
  if (const auto* number = std::get_if<std::int64_t>(&field.value)) {
    line += std::to_string(*number);
  } else if (const auto* truth = std::get_if<bool>(&field.value)) {
    line += *truth ? "true" : "false";
  } else {
    const auto text = std::get<std::string_view>(field.value);
    const bool plain =
        !text.empty() &&
        text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:/_-[]@+") ==
            std::string_view::npos;
    if (plain && !always_quoted) line += text;
    else append_quoted(line, text);
  }
}

spdlog::logger& logger() {
  static const std::shared_ptr<spdlog::logger> instance = [] {
    auto made = std::make_shared<spdlog::logger>("ramured", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_level(spdlog::level::warn);
    made->set_formatter(
        std::make_unique<spdlog::pattern_formatter>("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc));
    made->flush_on(spdlog::level::trace);
    return made;
  }();
  return *instance;
}

void log(spdlog::level::level_enum level, std::string_view event, LogFields fields) {
  if (!logger().should_log(level)) return;
  const bool json = format_in_force == LogFormat::json;
  std::string line;
  if (json) {
    line += "\"event\":";
    append_quoted(line, event);
  } else {
    line += event;
  }
  for (const LogField& field : fields) {
    line += json ? ',' : ' ';
    if (json) append_quoted(line, field.name);
    else line += field.name;
    line += json ? ':' : '=';
    append_value(line, field, json);
  }
  logger().log(level, line);
}

}  // namespace

void configure_log(LogLevel level, LogFormat format) {
  constexpr spdlog::level::level_enum levels[] = {spdlog::level::debug, spdlog::level::info, spdlog::level::warn,
                                                  spdlog::level::err};
  format_in_force = format;
  logger().set_level(levels[static_cast<int>(level)]);
  const char* pattern =
      format == LogFormat::json ? R"({"at":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})" : "%Y-%m-%dT%H:%M:%S.%eZ %l %v";
  logger().set_formatter(std::make_unique<spdlog::pattern_formatter>(pattern, spdlog::pattern_time_type::utc));
}

void log_debug(std::string_view event, LogFields fields) { log(spdlog::level::debug, event, fields); }
void log_info(std::string_view event, LogFields fields) { log(spdlog::level::info, event, fields); }
void log_warning(std::string_view event, LogFields fields) { log(spdlog::level::warn, event, fields); }
void log_error(std::string_view event, LogFields fields) { log(spdlog::level::err, event, fields); }

}  // namespace ramure
