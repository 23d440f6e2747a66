// deploy/ramured.toml documents every setting, with its default.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

#include "server/config_settings.hpp"

namespace ramure {

namespace {

std::string read_example() {
  std::ifstream in(RAMURE_SOURCE_DIR "/deploy/ramured.toml");
  return {std::istreambuf_iterator<char>(in), {}};
}

// Whether "key = " stands below "[table]", commented out or not.
bool documents(const std::string& example, std::string_view key) {
  const auto dot = key.find('.');
  const std::string wanted_table = dot == std::string_view::npos ? "" : "[" + std::string(key.substr(0, dot)) + "]";
  const std::string name = std::string(key.substr(dot == std::string_view::npos ? 0 : dot + 1)) + " = ";
  std::istringstream lines(example);
  std::string line, table;
  while (std::getline(lines, line)) {
    if (line.starts_with('[')) table = line;
    if (table == wanted_table && (line.starts_with(name) || line.starts_with("# " + name))) return true;
  }
  return false;
}

TEST(ConfigExample, DocumentsEverySetting) {
  const std::string example = read_example();
  for (const Setting& setting : settings()) EXPECT_TRUE(documents(example, setting.key)) << setting.key;
  EXPECT_FALSE(documents(example, "threads.cooks"));
}

TEST(ConfigExample, ShowsTheDefaults) {
  const auto shown = load_config({RAMURE_SOURCE_DIR "/deploy/ramured.toml", {}, {}});
  const auto defaults = load_config({});
  ASSERT_TRUE(shown.has_value()) << shown.error().sentence;
  ASSERT_TRUE(defaults.has_value()) << defaults.error().sentence;
  EXPECT_EQ(shown->listen, defaults->listen);
  EXPECT_EQ(shown->metrics_listen, defaults->metrics_listen);
  EXPECT_EQ(shown->public_url, defaults->public_url);
  EXPECT_EQ(shown->web_root, defaults->web_root);
  EXPECT_EQ(shown->io_threads, defaults->io_threads);
  EXPECT_EQ(shown->reader_threads, defaults->reader_threads);
  EXPECT_EQ(shown->writer_threads, defaults->writer_threads);
  EXPECT_EQ(shown->log_level, defaults->log_level);
  EXPECT_EQ(shown->log_format, defaults->log_format);
  EXPECT_EQ(shown->mail.smtp, defaults->mail.smtp);
  EXPECT_EQ(shown->mail.credentials, defaults->mail.credentials);
  EXPECT_EQ(shown->mail.from, defaults->mail.from);
  EXPECT_EQ(shown->mail.folder, defaults->mail.folder);
  EXPECT_EQ(shown->mail.show, defaults->mail.show);
  EXPECT_EQ(shown->mail_in.maildir, defaults->mail_in.maildir);
  EXPECT_EQ(shown->mail_in.reply_address, defaults->mail_in.reply_address);
  EXPECT_EQ(shown->connections_max, defaults->connections_max);
  EXPECT_EQ(shown->connections_per_address_max, defaults->connections_per_address_max);
  EXPECT_EQ(shown->loopback_exempt, defaults->loopback_exempt);
  EXPECT_EQ(shown->half_open_max, defaults->half_open_max);
  EXPECT_EQ(shown->request_timeout_ms, defaults->request_timeout_ms);
  EXPECT_EQ(shown->write_stall_timeout_ms, defaults->write_stall_timeout_ms);
}

}  // namespace

}  // namespace ramure
