// The two formats of the log, and that no value can break out of its line.
#include "server/log.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ramure {

namespace {

// What `write` logs, without the time in front.
template <typename Write>
std::string logged(LogFormat format, Write write) {
  configure_log(LogLevel::info, format);
  testing::internal::CaptureStderr();
  write();
  std::string line = testing::internal::GetCapturedStderr();
  configure_log(LogLevel::warn, LogFormat::text);
  const std::size_t time_bytes = format == LogFormat::text ? sizeof("2026-11-23T18:40:02.113Z ") - 1
                                                           : sizeof(R"({"at":"2026-11-23T18:40:02.113Z",)") - 1;
  return line.size() < time_bytes ? line : line.substr(time_bytes);
}

}  // namespace

TEST(Log, TextIsAWordAndFields) {
  const auto line = logged(LogFormat::text, [] {
    log_info("listening", {{"address", "[::1]:80"}, {"tls", false}, {"threads", 4}, {"note", "two words"}});
  });
  EXPECT_EQ(line, "info listening address=[::1]:80 tls=false threads=4 note=\"two words\"\n");
}

TEST(Log, JsonIsOneObjectPerLine) {
  const auto line =
      logged(LogFormat::json, [] { log_error("it broke", {{"reason", "a \"quoted\"\nline\\"}, {"bytes", -1}}); });
  EXPECT_EQ(line, R"("level":"error","event":"it broke","reason":"a \"quoted\"\u000aline\\","bytes":-1})"
                  "\n");
}

TEST(Log, BelowTheLevelNothingIsWritten) {
  EXPECT_EQ(logged(LogFormat::text, [] { log_debug("detail"); }), "");
}

TEST(Log, BracesAreNoFormat) {
  EXPECT_EQ(logged(LogFormat::text, [] { log_info("{} {0}"); }), "info {} {0}\n");
}

}  // namespace ramure
