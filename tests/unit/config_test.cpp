// Configuration: three sources, one table of settings, and a clear sentence for every fault.
#include "server/config.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "server/config_settings.hpp"

namespace ramure {

namespace {

class ConfigTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "ramure-config-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
    return folder_ / name;
  }
  Config read(const std::string& toml) {
    const auto config = load_config({write("ramured.toml", toml), {}, {}});
    EXPECT_TRUE(config.has_value()) << config.error().sentence;
    return config.value_or(Config{});
  }
  std::string fault(const std::string& toml) {
    const auto config = load_config({write("ramured.toml", toml), {}, {}});
    EXPECT_FALSE(config.has_value()) << toml;
    return config ? "" : config.error().sentence;
  }

  std::filesystem::path folder_;
};

}  // namespace

TEST_F(ConfigTest, WithoutAnySourceTheServerIsForThisMachineOnly) {
  const auto config = load_config({});
  ASSERT_TRUE(config.has_value());
  EXPECT_EQ(config->listen, (std::vector<Endpoint>{{"127.0.0.1", 8080}}));
  EXPECT_FALSE(config->metrics_listen.has_value());
  EXPECT_FALSE(config->tls());
  EXPECT_GE(config->io_threads, 1U);
  EXPECT_GE(config->reader_threads, 2U);
  EXPECT_GE(config->writer_threads, 1U);
}

TEST_F(ConfigTest, TheFileThatIsDeliveredIsRight) {
  const auto config = load_config({RAMURE_SOURCE_DIR "/deploy/ramured.toml", {}, {}});
  ASSERT_TRUE(config.has_value()) << config.error().sentence;
  EXPECT_EQ(config->data, "/var/lib/ramure");
}

TEST_F(ConfigTest, AFileSaysEverything) {
  const std::filesystem::path certificate = write("chain.pem", "x");
  const std::filesystem::path key = write("key.pem", "x");
  const Config config = read(
      "data = '/srv/ramure'\nlisten = ['0.0.0.0:80', '[::]:80', 'localhost:0']\n"
      "public_url = 'https://ramure.example/'\n"
      "[tls]\ncertificate = '" +
      certificate.string() + "'\nkey = '" + key.string() +
      "'\n"
      "[metrics]\nlisten = '[::1]:9090'\n[threads]\nio = 3\nreaders = 4\nwriters = 5\n"
      "[log]\nlevel = 'warn'\nformat = 'json'\n"
      "[limits]\nconnections = 7\nconnections_per_address = 6\nloopback_exempt = false\n"
      "half_open = 5\nrequest_timeout_ms = 400\nwrite_stall_timeout_ms = 300\n");
  EXPECT_EQ(config.data, "/srv/ramure");
  EXPECT_EQ(config.listen, (std::vector<Endpoint>{{"0.0.0.0", 80}, {"::", 80}, {"127.0.0.1", 0}}));
  EXPECT_EQ(config.public_url, "https://ramure.example");
  EXPECT_TRUE(config.tls());
  EXPECT_EQ(config.metrics_listen, (Endpoint{"::1", 9090}));
  EXPECT_EQ(config.io_threads, 3U);
  EXPECT_EQ(config.reader_threads, 4U);
  EXPECT_EQ(config.writer_threads, 5U);
  EXPECT_EQ(config.log_level, LogLevel::warn);
  EXPECT_EQ(config.log_format, LogFormat::json);
  EXPECT_EQ(config.connections_max, 7U);
  EXPECT_EQ(config.connections_per_address_max, 6U);
  EXPECT_FALSE(config.loopback_exempt);
  EXPECT_EQ(config.half_open_max, 5U);
  EXPECT_EQ(config.request_timeout_ms, 400);
  EXPECT_EQ(config.write_stall_timeout_ms, 300);
}

TEST_F(ConfigTest, FlagsWinOverTheEnvironmentAndThatOverTheFile) {
  const auto path = write("ramured.toml", "data = 'file'\nlisten = '127.0.0.1:1'\n[threads]\nio = 1\n");
  const auto config = load_config(
      {path, {{"RAMURE_LISTEN", "127.0.0.1:2, [::1]:2"}, {"RAMURE_THREADS_IO", "2"}}, {{"threads.io", "3"}}});
  ASSERT_TRUE(config.has_value()) << config.error().sentence;
  EXPECT_EQ(config->data, "file");
  EXPECT_EQ(config->listen, (std::vector<Endpoint>{{"127.0.0.1", 2}, {"::1", 2}}));
  EXPECT_EQ(config->io_threads, 3U);
}

TEST_F(ConfigTest, FaultsInAFileNameKeyAndLine) {
  EXPECT_EQ(fault("[threads]\nio = 65\n"), "threads.io (ramured.toml, line 2): 65 is above 64");
  EXPECT_EQ(fault("[threads]\nio = '4'\n"),
            "threads.io (ramured.toml, line 2): a whole number is wanted, without quotes");
  EXPECT_EQ(fault("[threads]\noi = 4\n"), "threads.oi (ramured.toml, line 2): there is no such setting");
  EXPECT_EQ(fault("threads = 4\n"), "threads (ramured.toml, line 1): there is no such setting");
  EXPECT_EQ(fault("data = ''\n"), "data (ramured.toml, line 1): a folder is needed");
  EXPECT_EQ(fault("listen = []\n"), "listen (ramured.toml, line 1): at least one address is needed");
  EXPECT_EQ(fault("listen = [8080]\n"),
            "listen (ramured.toml, line 1): the list holds something that is not a text in quotes");
  EXPECT_EQ(fault("[log]\nlevel = 'loud'\n"),
            "log.level (ramured.toml, line 2): \"loud\" is none of debug, info, warn, error");
  EXPECT_NE(fault("data = \n").find("line 1"), std::string::npos);
}

TEST_F(ConfigTest, AddressesAreChecked) {
  EXPECT_NE(fault("listen = '8080'").find("has no port"), std::string::npos);
  EXPECT_NE(fault("listen = 'example.org:80'").find("is not an IP address"), std::string::npos);
  EXPECT_NE(fault("listen = '127.0.0.1:65536'").find("is not a port"), std::string::npos);
  EXPECT_NE(fault("listen = '127.0.0.1:'").find("is not a port"), std::string::npos);
  EXPECT_NE(fault("public_url = 'ramure.example'").find("is not like https://"), std::string::npos);
  EXPECT_NE(fault("public_url = 'https://ramure.example/path'").find("no path"), std::string::npos);
}

TEST_F(ConfigTest, ACertificateWithoutKeyIsAnError) {
  const auto certificate = write("chain.pem", "x");
  EXPECT_NE(fault("[tls]\ncertificate = '" + certificate.string() + "'").find("belong together"), std::string::npos);
  EXPECT_NE(fault("[tls]\ncertificate = '" + certificate.string() + "'\nkey = '/nowhere/key.pem'")
                .find("tls.key: cannot read"),
            std::string::npos);
}

TEST_F(ConfigTest, TheWebClientIsWhereItIsSaidToBe) {
  EXPECT_EQ(load_config({})->web_root, "") << "nothing is installed beside this test";
  EXPECT_EQ(read("[web]\nroot = ''\n").web_root, "");
  EXPECT_NE(fault("[web]\nroot = '" + folder_.string() + "'\n").find("web.root: there is no index.html in"),
            std::string::npos);
  write("index.html", "x");
  EXPECT_EQ(read("[web]\nroot = '" + folder_.string() + "'\n").web_root, folder_);
  EXPECT_EQ(load_config({{}, {{"RAMURE_WEB_ROOT", folder_.string()}}, {{"web.root", ""}}})->web_root, "");
}

TEST_F(ConfigTest, FaultsInTheEnvironmentAndInFlagsNameThem) {
  EXPECT_EQ(load_config({{}, {{"RAMURE_THREADS_IO", "four"}}, {}}).error().sentence,
            "threads.io (environment RAMURE_THREADS_IO): \"four\" is not a whole number");
  EXPECT_EQ(load_config({{}, {{"RAMURE_LOG_LEVLE", "info"}}, {}}).error().sentence,
            "RAMURE_LOG_LEVLE (environment): there is no such setting");
  EXPECT_EQ(load_config({{}, {}, {{"limits.loopback_exempt", "yes"}}}).error().sentence,
            "limits.loopback_exempt (flag --limits-loopback-exempt): \"yes\" is neither true nor false");
  EXPECT_FALSE(load_config({"/nowhere/ramured.toml", {}, {}}).has_value());
}

TEST_F(ConfigTest, VariablesOfTheClientAreNoneOfTheServersBusiness) {
  EXPECT_TRUE(load_config({{}, {{"RAMURE_CLIENT_HOME", "/nowhere"}}, {}}).has_value());
}

TEST_F(ConfigTest, EverySettingHasItsOwnNamesEverywhere) {
  std::set<std::string> names;
  for (const Setting& setting : settings()) {
    EXPECT_TRUE(names.insert(environment_name(setting)).second);
    EXPECT_TRUE(names.insert(flag_name(setting)).second);
    EXPECT_FALSE(setting.help.empty());
  }
}

TEST_F(ConfigTest, MailLeadsToTheRightPlaceOrIsNotSetUp) {
  EXPECT_FALSE(read("").mail.is_on());
  const std::string from = "[mail]\nsmtp = \"smtps://mail.exemple.fr\"\nfrom = \"ramure@exemple.fr\"\n";
  const Config config = read("public_url = \"https://ramure.exemple.fr\"\n" + from);
  EXPECT_TRUE(config.mail.is_on());
  EXPECT_EQ(config.mail.smtp, "smtps://mail.exemple.fr");
  EXPECT_NE(fault(from).find("public_url"), std::string::npos);
  EXPECT_NE(fault("public_url = \"https://a.fr\"\n[mail]\nsmtp = \"smtp://a.fr\"\n").find("mail.from"),
            std::string::npos);
  EXPECT_NE(fault("[mail]\nsmtp = \"mail.exemple.fr\"\n").find("is not like"), std::string::npos);
  EXPECT_NE(fault("[mail]\nsmtp = \"smtp://name:secret@a.fr\"\n").find("no name"), std::string::npos);
  EXPECT_NE(fault("[mail]\nfrom = \"a@b.fr\\r\\nBcc: c@d.fr\"\n").find("is not an address"), std::string::npos);
  EXPECT_NE(fault(from + "folder = \"mails\"\n").find("exclude each other"), std::string::npos);
}

TEST_F(ConfigTest, MailThatComesInIsAnsweredAndReadWhereItIsSentTo) {
  const std::string mail =
      "public_url = \"https://a.fr\"\n[mail]\nsmtp = \"smtp://a.fr\"\nfrom = \"ramure@exemple.fr\"\n";
  const Config config = read(mail + "in = \"/var/mail/in\"\n");
  EXPECT_TRUE(config.mail_in.is_on());
  EXPECT_EQ(config.reply_base(), "reply@exemple.fr");
  EXPECT_EQ(read(mail + "in = \"/in\"\nreply_address = \"reponse@exemple.org\"\n").reply_base(), "reponse@exemple.org");
  EXPECT_FALSE(read(mail).mail_in.is_on());
  EXPECT_NE(fault("[mail]\nin = \"/in\"\n").find("mail.smtp"), std::string::npos);
  EXPECT_NE(fault("[mail]\nin = \"/in\"\nfolder = \"mails\"\n").find("mail.from"), std::string::npos);
  EXPECT_NE(fault(mail + "reply_address = \"reply@exemple.fr\"\n").find("nobody reads"), std::string::npos);
  EXPECT_NE(fault("[mail]\nreply_address = \"reply\"\n").find("is not an address"), std::string::npos);
  EXPECT_NE(fault("[mail]\nreply_address = \"reply+x@exemple.fr\"\n").find("has a +"), std::string::npos);
  EXPECT_EQ(read(mail + "in = \"/in\"\nreply_address = \"elevenchars@a.fr\"\n").reply_base(), "elevenchars@a.fr");
  EXPECT_NE(fault("[mail]\nreply_address = \"twelvechars1@a.fr\"\n").find("would not fit"), std::string::npos);
}

TEST_F(ConfigTest, MailsAreShownOnThisMachineOnly) {
  EXPECT_TRUE(read("[mail]\nfolder = \"mails\"\nshow = true\n").mail.show);
  EXPECT_NE(fault("[mail]\nshow = true\n").find("no mail.folder"), std::string::npos);
  EXPECT_NE(fault("public_url = \"https://a.fr\"\n[mail]\nfolder = \"mails\"\nshow = true\n").find("others reach"),
            std::string::npos)
      << "behind a proxy every server listens on this machine alone";
  EXPECT_NE(fault("listen = [\"0.0.0.0:80\"]\n[mail]\nfolder = \"mails\"\nshow = true\n").find("this machine alone"),
            std::string::npos);
}

TEST_F(ConfigTest, TheCredentialsOfMailAreNotForEverybodyToRead) {
  const auto file = write("credentials", "name\npassword\n");
  std::filesystem::permissions(file, std::filesystem::perms(0600));
  EXPECT_EQ(read("[mail]\ncredentials = \"" + file.string() + "\"\n").mail.credentials, file);
  std::filesystem::permissions(file, std::filesystem::perms(0644));
  EXPECT_NE(fault("[mail]\ncredentials = \"" + file.string() + "\"\n").find("everybody may read"), std::string::npos);
  EXPECT_NE(fault("[mail]\ncredentials = \"/nowhere/at/all\"\n").find("cannot read"), std::string::npos);
}

}  // namespace ramure
