// What every command stands on: who is signed in, the connection, the names, the outbox.
//
//   Result<std::unique_ptr<Session>> session = Session::open(options);
//   auto answer  = (*session)->query(query);       // asks and waits
//   auto outcome = (*session)->command(command);   // written to the outbox first, removed when answered
//
// open() sends what the outbox still holds, oldest first.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "client-cli/environment.hpp"
#include "client-cli/failure.hpp"
#include "client-cli/net/connection.hpp"
#include "client-cli/session/listing.hpp"
#include "client-cli/session/outbox.hpp"
#include "client-cli/session/profile.hpp"
#include "client-cli/session/roadmap_copies.hpp"
#include "client-cli/state/names.hpp"
#include "ramure/v1/frames.pb.h"

namespace ramure::cli {

// What the command line says for every command.
struct Options {
  Environment environment;
  std::string profile = "default";
  bool json = false;
};

class Session {
 public:
  static Result<std::unique_ptr<Session>> open(const Options& options);

  // The parts that work without a network: for keeping a message while the server is away.
  static Result<std::unique_ptr<Session>> open_offline(const Options& options);

  Result<v1::Answer> query(const v1::Query& query);

  // Gives the command a key, keeps it, sends it. Failure with Exit::kept_for_later when the network is gone or the
  // server is busy: the command stays in the outbox. Any other refusal removes it.
  Result<v1::Accepted> command(v1::Command command);

  // Sends changes of a text, which need no key and never enter the outbox: the caller keeps what was not taken. Failure
  // with Exit::kept_for_later when the network is gone or the server is busy, with the reason alone as its text.
  Result<v1::TextTaken> push(const v1::PushText& push);

  // Sends what waits. Returns how many were accepted. Refusals are told (on standard error, unless `tell` is given);
  // what was said in a round is set aside with its words, anything else is dropped.
  using Tell = std::function<void(const std::string& sentence)>;
  Result<int> flush_outbox(const Tell& tell = {});

  // A thread by "~3", by id, or by words of its title.
  Result<std::uint64_t> find_thread(const std::string& text);
  Result<std::uint64_t> find_message(const std::string& text) const { return messages.find(text); }

  // Opens the connection again after it broke. Events follow from `cursor_seq` of `epoch`.
  Result<v1::Welcome> reconnect(const std::string& epoch, std::uint64_t cursor_seq);

  bool online() const { return connection_ != nullptr; }
  Connection& connection() { return *connection_; }
  const v1::Welcome& welcome() const { return welcome_; }

  const Options options;
  const Profile profile;
  const Outbox outbox;
  const Listing threads;
  const Listing messages;
  const Listing rounds;
  const Listing contributions;  // of the round that was shown last: ids alone
  const Listing roadmaps;
  const Listing actions;   // of the roadmap that was shown last
  const Listing comments;  // likewise, and suggestions among them
  const Listing gatherings;
  const Listing sentences;  // of the workshop that was shown last
  const Listing notes;      // « Mon carnet »: numbers made of the entries' keys (course/notes.hpp)
  const Listing quotes;
  const Listing dossiers;
  const RoadmapCopies copies;
  Names names;

 private:
  Session(const Options& session_options, const Profile& session_profile);
  Result<v1::Accepted> send(const v1::Command& command);
  Result<void> load_names();
  Result<void> load_directory();
  std::filesystem::path names_path() const;

  std::unique_ptr<Connection> connection_;
  v1::Welcome welcome_;
};

}  // namespace ramure::cli
