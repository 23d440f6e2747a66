// A network between a client and a server that lets what is asked through and loses what is answered: for the moment
// between a commit and its answer.
//
//   CutLine line(demo.port());
//   lucie.run({"sign-in", line.url(), …});
//   line.lose_answers_after(20'000);     // bytes of one connection's asking
//   …                                    // the server has it, the client does not know
//   line.mend();
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

namespace ramure::test {

class CutLine {
 public:
  explicit CutLine(std::uint16_t to_port);  // throws std::runtime_error when it cannot listen
  ~CutLine();
  CutLine(const CutLine&) = delete;
  CutLine& operator=(const CutLine&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

  // From the moment when a connection has asked so many bytes, nothing comes back on it. 0: never.
  void lose_answers_after(std::size_t bytes) { asked_max_ = bytes; }
  void mend() { asked_max_ = 0; }

 private:
  void accept_all();
  void carry(int client);

  std::uint16_t to_port_ = 0, port_ = 0;
  int listener_ = -1;
  std::atomic<std::size_t> asked_max_{0};
  std::atomic<bool> is_over_{false};
  std::vector<std::thread> connections_;  // of the accepting thread, until that has ended
  std::thread accepting_;
};

}  // namespace ramure::test
