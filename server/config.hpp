// What the operator decides, checked once at start. Three sources, the later wins: a TOML file, environment variables,
// flags. One table of settings (config_settings.cpp) serves all three, so a key is written in one way everywhere:
//
//   file          [threads]  io = 4
//   environment   RAMURE_THREADS_IO=4
//   flag          --threads-io 4
//
// A list is written "a, b" in the environment and in flags. Every fault is an error that names key, source and remedy.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ramure {

struct Endpoint {
  std::string address;     // an IPv4 or IPv6 literal, without brackets
  std::uint16_t port = 0;  // 0: the kernel chooses
  bool operator==(const Endpoint&) const = default;
};
std::string to_string(const Endpoint& endpoint);  // "127.0.0.1:8080", "[::1]:8080"

enum class LogLevel { debug, info, warn, error };
enum class LogFormat { text, json };

// How mails leave. Neither a server nor a folder: none is sent.
struct MailConfig {
  std::string smtp;                   // "smtps://mail.example.org"; empty: none
  std::filesystem::path credentials;  // a file: user name, password, a line each; empty: none
  std::string from;                   // the address of every mail
  std::filesystem::path folder;       // instead of a server: a file per mail
  bool show = false;                  // the folder's mails to everybody who asks: for a demo on this machine only

  bool is_on() const { return !smtp.empty() || !folder.empty(); }
};

// How mails come in. Neither answers nor what comes back is read without.
struct MailInConfig {
  std::filesystem::path maildir;  // into which a mail server delivers
  std::string reply_address;      // "reply@example.org"; empty: reply@ where mails come from

  bool is_on() const { return !maildir.empty(); }
};

struct Config {
  std::filesystem::path data = "ramure-data";
  std::vector<Endpoint> listen{{"127.0.0.1", 8080}};
  std::filesystem::path tls_certificate;  // PEM, whole chain; both or none
  std::filesystem::path tls_key;
  std::optional<Endpoint> metrics_listen;
  // The folder of the built web client. Empty: none. Not said: the installed one, if there is one; load_config resolves
  // it.
  std::optional<std::filesystem::path> web_root;
  unsigned io_threads = 0;  // 0 until resolved: by the number of cores
  unsigned reader_threads = 0;
  unsigned writer_threads = 0;
  LogLevel log_level = LogLevel::info;
  LogFormat log_format = LogFormat::text;
  std::string public_url;  // "https://ramure.example"; empty: whatever host the client asked for
  MailConfig mail;
  std::size_t connections_max = 10'000;
  std::size_t connections_per_address_max = 256;
  bool loopback_exempt = true;        // from the limit per address
  std::size_t half_open_max = 4'096;  // connections that have not yet become a WebSocket; the oldest is dropped
  std::int64_t request_timeout_ms = 10'000;
  std::int64_t write_stall_timeout_ms = 60'000;

  MailInConfig mail_in;

  // The address to which +TOKEN is added, for people to answer to.
  std::string reply_base() const {
    if (!mail_in.reply_address.empty()) return mail_in.reply_address;
    const std::size_t at = mail.from.find('@');
    return at == std::string::npos ? std::string() : "reply" + mail.from.substr(at);
  }
  bool tls() const { return !tls_certificate.empty(); }
  // Whether browsers reach the server by TLS: its own, or that of a proxy in front.
  bool is_secure() const { return tls() || public_url.starts_with("https://"); }
};

struct ConfigError {
  std::string sentence;  // "threads.io (flag --threads-io): 0 is below 1"
};

// Values as they were written, by key ("threads.io").
using RawSettings = std::map<std::string, std::string>;

struct ConfigSources {
  std::filesystem::path file;  // empty: none
  RawSettings environment;     // by variable: "RAMURE_THREADS_IO"
  RawSettings flags;           // by key
};

// Reads, merges and checks everything; the first fault ends it. Opens the file, looks for the TLS files and for the web
// client.
std::expected<Config, ConfigError> load_config(const ConfigSources& sources);

// The variables of this process that begin with RAMURE_.
RawSettings read_environment();

}  // namespace ramure
