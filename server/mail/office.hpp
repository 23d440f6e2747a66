// Everything of mail that one server has: the outbox, how mails leave, the thread that sends them, and what routes ask.
// Made by App where mail is set up (server/config.hpp); without it none of this exists.
//
//   Office office(config, readers, clock, …);   // throws std::runtime_error with a sentence for the operator
//   accounts_options.post = &office.letters();
//   office.start();                              // after Accounts::finish_mails_now
//   office.start_calling_back();                 // once it is known how browsers reach the server
//   office.stop();                               // before the accounts stop
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "server/config.hpp"
#include "server/identity/accounts.hpp"
#include "server/live/reader_pool.hpp"
#include "server/mail/folder.hpp"
#include "server/mail/link_letters.hpp"
#include "server/mail/news_room.hpp"
#include "server/mail/outbox.hpp"
#include "server/mail/sender.hpp"

namespace ramure::mail {

struct OfficeServices {
  live::ReaderPool& pool;  // for what routes ask
  const Clock& clock;
  std::function<std::string()> public_url;    // as in LettersOptions
  identity::RolesOfMembers roles_of_members;  // as in AccountsOptions
  std::function<void(const std::string& what)> on_uncertain;
  std::function<std::vector<std::string>()> slugs;  // as in NewsServices
  std::function<std::string()> new_token;           // likewise
  ReplyAddress reply_address = {};                  // likewise
};

class Office {
 public:
  Office(const Config& config, OfficeServices services);

  LinkLetters& letters() { return letters_; }
  Outbox& outbox() { return outbox_; }
  void start() { sender_.start(); }
  void start_calling_back() { news_room_.start(); }
  void stop();

  // What became of the mails of a community: for an admin all of them, for who may invite the invitations. Never their
  // text. FORBIDDEN for everybody else. Handlers are called on a pool thread.
  void list(const identity::Inviter& who, identity::Handler<std::vector<storage::MailRow>> handler);
  // A mail that waits for its next try is tried now. NOT_FOUND for one that does not wait, or that `who` would not see.
  void try_now(const identity::Inviter& who, std::uint64_t mail_id, identity::Handler<identity::Done> handler);
  // The folder's mails with their links: only where the operator said so (mail.show). NOT_FOUND otherwise.
  void show_folder(identity::Handler<std::vector<ShownMail>> handler);
  // Whose mails such a link stops; nothing: it is none of ours. Any thread, at once.
  std::optional<StopWish> read_stop_link(std::string_view token) const { return news_room_.read_stop_link(token); }

 private:
  template <class T, class Work>
  void on_pool(identity::Handler<T> handler, Work work);
  identity::Outcome<std::vector<storage::MailRow>> visible(const identity::Inviter& who);

  const MailConfig config_;
  const OfficeServices services_;
  Outbox outbox_;
  LinkLetters letters_;
  const std::unique_ptr<Transport> transport_;
  Sender sender_;
  NewsRoom news_room_;
};

}  // namespace ramure::mail
