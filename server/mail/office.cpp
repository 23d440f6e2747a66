#include "server/mail/office.hpp"

#include <spdlog/spdlog.h>

#include <array>
#include <stdexcept>
#include <utility>

#include "server/identity/permissions.hpp"
#include "server/identity/refuse.hpp"
#include "server/mail/smtp.hpp"
#include "server/ops/durable_files.hpp"
#include "storage/error.hpp"

namespace ramure::mail {

namespace {

using identity::Handler;
using identity::Inviter;
using identity::LinkPurpose;
using identity::Outcome;
using storage::MailRow;
using Mails = std::vector<MailRow>;

constexpr const char* address_of_demos = "ramure@localhost";
constexpr std::size_t credentials_bytes_max = 4'096;

std::string from_of(const MailConfig& config) { return config.from.empty() ? address_of_demos : config.from; }

std::pair<std::string, std::string> read_credentials(const std::filesystem::path& file) {
  if (file.empty()) return {};
  const std::string text = ops::read_whole_file(file, credentials_bytes_max);
  const auto line = [&text](std::size_t from) {
    const std::size_t end = std::min(text.find_first_of("\r\n", from), text.size());
    return text.substr(from, end - from);
  };
  const std::size_t second = text.find('\n');
  std::pair<std::string, std::string> found{line(0), second == std::string::npos ? "" : line(second + 1)};
  if (found.first.empty() || found.second.empty()) {
    throw std::runtime_error(file.string() + ": a user name and a password are wanted, a line each");
  }
  return found;
}

std::unique_ptr<Transport> make_transport(const MailConfig& config) {
  if (!config.folder.empty()) return std::make_unique<FolderTransport>(config.folder);
  auto [user, password] = read_credentials(config.credentials);
  const std::string from = from_of(config);
  return std::make_unique<SmtpTransport>(SmtpOptions{.url = config.smtp,
                                                     .user = std::move(user),
                                                     .password = std::move(password),
                                                     .own_name = from.substr(from.find('@') + 1)});
}

std::unexpected<v1::Refusal> unavailable() {
  return identity::refuse(v1::REFUSAL_CODE_STORAGE_UNAVAILABLE, "", "the outbox cannot be read at the moment", true);
}

}  // namespace

Office::Office(const Config& config, OfficeServices services)
    : config_(config.mail),
      services_(std::move(services)),
      outbox_(config.data / "mail.db", services_.clock),
      letters_(outbox_,
               {.communities = config.data / "communities",
                .from = from_of(config.mail),
                .public_url = services_.public_url},
               services_.clock),
      transport_(make_transport(config.mail)),
      sender_(outbox_, *transport_, services_.clock, from_of(config.mail), services_.on_uncertain),
      news_room_(outbox_, config.data,
                 {.clock = services_.clock,
                  .from = from_of(config.mail),
                  .public_url = services_.public_url,
                  .slugs = services_.slugs,
                  .new_token = services_.new_token,
                  .reply_address = services_.reply_address,
                  .on_mail = [this] { sender_.wake(); },
                  .on_uncertain = services_.on_uncertain,
                  .at_once = config.mail.show}) {
  outbox_.on_release([this] { sender_.wake(); });
}

void Office::stop() {
  news_room_.stop();
  sender_.stop();
}

// The one place where failures of what routes ask end.
template <class T, class Work>
void Office::on_pool(Handler<T> handler, Work work) {
  auto shared = std::make_shared<Handler<T>>(std::move(handler));
  const bool taken = services_.pool.submit([shared, work = std::move(work)]() mutable {
    Outcome<T> outcome = unavailable();
    try {
      outcome = work();
    } catch (const storage::StorageError& error) {
      spdlog::error("mail: {}", error.what());
    }
    (*shared)(std::move(outcome));
  });
  if (!taken) (*shared)(unavailable());
}

Outcome<Mails> Office::visible(const Inviter& who) {
  const std::array<std::uint64_t, 1> ids{who.member_id};
  const auto roles = services_.roles_of_members(who.community, ids);
  if (!roles) return std::unexpected(roles.error());
  const v1::Role role = roles->front();
  if (!identity::may_add_member(role, v1::ROLE_CATALYST)) {
    return identity::refuse(v1::REFUSAL_CODE_FORBIDDEN, "", "mails are shown to those who invite");
  }
  Mails mails = outbox_.of_community(who.community);
  // Those of invitations that the list of invitations would show him.
  if (!identity::may_manage_members(role)) {
    std::erase_if(mails, [role](const MailRow& mail) {
      const bool is_invitation = mail.kind == static_cast<int>(LinkPurpose::invitation);
      return !is_invitation || !identity::may_add_member(role, static_cast<v1::Role>(mail.invited_role));
    });
  }
  return mails;
}

void Office::list(const Inviter& who, Handler<Mails> handler) {
  on_pool<Mails>(std::move(handler), [this, who] { return visible(who); });
}

void Office::try_now(const Inviter& who, std::uint64_t mail_id, Handler<identity::Done> handler) {
  on_pool<identity::Done>(std::move(handler), [this, who, mail_id]() -> Outcome<identity::Done> {
    const auto mails = visible(who);
    if (!mails) return std::unexpected(mails.error());
    const bool is_seen = std::ranges::any_of(*mails, [&](const MailRow& mail) { return mail.id == mail_id; });
    if (is_seen && outbox_.try_now(who.community, mail_id)) return identity::Done{};
    return identity::refuse(v1::REFUSAL_CODE_NOT_FOUND, "mail_id", "no such mail is waiting");
  });
}

void Office::show_folder(Handler<std::vector<ShownMail>> handler) {
  if (!config_.show) {
    return handler(identity::refuse(v1::REFUSAL_CODE_NOT_FOUND, "", "there is nothing at this address"));
  }
  on_pool<std::vector<ShownMail>>(std::move(handler),
                                  [this]() -> Outcome<std::vector<ShownMail>> { return read_mails(config_.folder); });
}

}  // namespace ramure::mail
