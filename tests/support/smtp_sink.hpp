// A mail server that keeps what it is given, on 127.0.0.1: one thread, plain SMTP, and as unkind as it is told to be.
//
//   SmtpSink sink;
//   sink.behave({.at_receiver = "550 5.1.1 no such mailbox"});
//   … sink.url() …
//   ASSERT_TRUE(sink.wait_for(7, 10s));
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace ramure::test {

struct SinkBehaviour {
  std::string greeting = "220 sink ESMTP";
  std::string at_receiver = "250 2.1.5 ok";  // the answer to RCPT
  std::string at_end = "250 2.0.0 kept";     // the answer to the text; only 250 keeps it
  std::string wants_user = {};               // "name password": AUTH PLAIN before anything else
  bool hangs_up = false;                     // keeps the mail, and breaks the connection instead of answering
  std::chrono::milliseconds waits{0};        // before each answer
};

struct SunkMail {
  std::string from, to;
  std::string message;  // as it came, its doubled dots taken away
};

class SmtpSink {
 public:
  SmtpSink();
  ~SmtpSink();  // ends at once, whatever is being said
  SmtpSink(const SmtpSink&) = delete;
  SmtpSink& operator=(const SmtpSink&) = delete;

  std::uint16_t port() const;
  std::string url() const;               // "smtp://127.0.0.1:PORT"
  void behave(SinkBehaviour behaviour);  // from the next line that it answers on
  std::vector<SunkMail> mails() const;
  bool wait_for(std::size_t count, std::chrono::milliseconds timeout) const;  // at least so many

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ramure::test
