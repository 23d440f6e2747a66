// The file of accounts: DATA/accounts.db. Rows in, rows out; what they mean is said in server/identity.
//
//   AccountFile file(data / "accounts.db");
//   auto change = file.begin();                 // everything until commit() is one transaction, else nothing happened
//   const auto id = file.add_account(row);
//   file.link(id, "territoires", member_id);
//   change.commit();                            // fsynced when it returns
//
// One thread at a time. A write outside of begin() … commit() is a transaction of its own. Everything throws
// StorageError.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ramure::storage {

class Connection;
class Transaction;

struct AccountRow {
  std::uint64_t id = 0;
  std::string name, folded_name, password_hash;
  std::int64_t created_at_ms = 0, changed_at_ms = 0;
  std::string address = {}, folded_address = {};  // to which its links are sent; empty: not known
};

struct AccountMemberRow {
  std::uint64_t account_id = 0;
  std::string community;
  std::uint64_t member_id = 0;
};

struct SessionRow {
  std::uint64_t id = 0;
  std::string token_hash;
  std::uint64_t account_id = 0;
  std::int64_t created_at_ms = 0, last_used_ms = 0, expires_at_ms = 0;
  std::string client_name;
};

struct InvitationRow {
  std::uint64_t id = 0;
  std::string token_hash, community;
  std::uint64_t member_id = 0;
  std::string person, command_key;
  std::int64_t created_at_ms = 0, expires_at_ms = 0;
  std::uint64_t account_id = 0;  // who used it; 0: nobody yet
  std::int64_t used_at_ms = 0;
  // Of somebody who was invited by an address and is a member at once; otherwise empty and 0.
  std::string address;                 // folded
  std::uint64_t opens_account_id = 0;  // made with the invitation, without a password; 0: an account has to be shown
  std::uint64_t invited_by = 0;        // a member
  bool is_taken_back = false;          // the membership is about to end
  std::string attempt_hash;            // of whoever used it
};

// A link that a newer one replaced, or that was taken back.
struct EndedLinkRow {
  std::string token_hash;
  bool was_taken_back = false;
  std::int64_t ended_at_ms = 0;
};

struct CalendarFeedRow {
  std::uint64_t account_id = 0;
  std::string community, token_hash;
  std::int64_t created_at_ms = 0;
};

struct RoadmapLinkRow {
  std::uint64_t id = 0;
  std::string token_hash, community, epoch;
  std::uint64_t roadmap_id = 0, version_id = 0;
  std::string label;
  std::uint64_t made_by = 0;
  std::int64_t made_at_ms = 0, expires_at_ms = 0;
};

// What lets a phone in the room say a sentence.
struct WorkshopCodeRow {
  std::string community, epoch;
  std::uint64_t workshop_id = 0;
  std::string token_hash;
  std::int64_t expires_at_ms = 0;
};

// A link that was sent to the address of an account.
struct MailedLinkRow {
  std::string token_hash;
  std::uint64_t account_id = 0;
  int purpose = 0;
  std::int64_t expires_at_ms = 0, used_at_ms = 0;  // 0: not used
  std::string attempt_hash = {};                   // of whoever used it
};

class AccountFile {
 public:
  class Change {
   public:
    explicit Change(Connection& connection);
    ~Change();  // rolls back what was not committed
    void commit();

   private:
    std::unique_ptr<Transaction> transaction_;
  };

  // Makes the file (mode 0600) when there is none.
  explicit AccountFile(const std::filesystem::path& file, bool durable = true);
  // For looking only, beside whoever writes. The file must exist.
  static std::unique_ptr<AccountFile> read_only(const std::filesystem::path& file);
  ~AccountFile();

  Change begin();

  // What SQLite finds wrong with the file, and rows that refer to nothing: a sentence each.
  std::vector<std::string> check();

  // Accounts
  std::optional<AccountRow> account(std::uint64_t id);
  std::optional<AccountRow> account_of_name(std::string_view folded_name);
  std::optional<AccountRow> account_of_address(std::string_view folded_address);
  std::uint64_t add_account(const AccountRow& row);  // id is given
  // Uses up every link that lets somebody in: who has a new password needs none.
  void set_password(std::uint64_t id, std::string_view password_hash, std::int64_t changed_at_ms);
  // The same for an account that is let in by another link.
  void use_opening_link(std::uint64_t id, std::int64_t used_at_ms);
  void drop_account(std::uint64_t id);  // with its links and sessions

  // Memberships
  void link(std::uint64_t account_id, std::string_view community, std::uint64_t member_id);
  void unlink(std::uint64_t account_id, std::string_view community);
  void unlink_community(std::string_view community);
  std::vector<AccountMemberRow> links();
  std::vector<AccountMemberRow> links_of(std::uint64_t account_id);
  std::optional<std::uint64_t> account_of_member(std::string_view community, std::uint64_t member_id);
  std::vector<std::pair<std::uint64_t, std::string>> names_of_community(std::string_view community);  // member, name

  // Sessions
  std::vector<SessionRow> sessions();
  std::uint64_t add_session(const SessionRow& row);  // id is given
  bool has_session(std::uint64_t account_id);
  // Notes that a session was opened with it; the oldest of too many are forgotten.
  enum class ClientIs : std::uint8_t { known, first, new_to_account };
  ClientIs note_client(std::uint64_t account_id, std::string_view client_name, std::int64_t now_ms);
  void touch_session(std::uint64_t id, std::int64_t last_used_ms, std::int64_t expires_at_ms);
  void end_session(std::uint64_t id);
  void end_sessions_of(std::uint64_t account_id, std::uint64_t except_id = 0);

  // Invitations
  std::uint64_t add_invitation(const InvitationRow& row);  // id is given
  std::optional<InvitationRow> invitation(std::string_view token_hash);
  std::optional<InvitationRow> invitation_of_id(std::uint64_t id);
  std::optional<InvitationRow> invitation_of_address(std::string_view community, std::string_view folded_address);
  std::optional<InvitationRow> unused_invitation_of_member(std::string_view community, std::uint64_t member_id);
  std::vector<InvitationRow> unused_invitations(std::string_view community);  // newest first
  std::size_t count_unused_invitations(std::string_view community);
  bool drop_unused_invitation(std::uint64_t id);  // false: it was used, or is gone
  void use_invitation(std::uint64_t id, std::uint64_t account_id, std::int64_t used_at_ms,
                      std::string_view attempt_hash = {});
  void set_invited_member(std::uint64_t id, std::uint64_t member_id);
  // Accepted by an account, or made at once, and no member yet; or taken back, and a member still.
  std::vector<InvitationRow> unfinished_joins();
  // The unused ones, but not of people who are members at once: they are still waited for.
  void drop_invitations_expired_before(std::int64_t at_ms);
  // A new link in the place of the one before, which is noted as replaced.
  void renew_invitation(const InvitationRow& before, std::string_view token_hash, std::int64_t now_ms,
                        std::int64_t expires_at_ms);
  // The first half of taking back: nothing opens any more. Then the membership ends, then the row goes.
  void mark_taken_back(const InvitationRow& row, std::int64_t now_ms);
  void drop_invitation(std::uint64_t id);
  std::optional<EndedLinkRow> ended_link(std::string_view token_hash);
  void drop_links_ended_before(std::int64_t at_ms);

  // Links sent by mail (accounts_links.cpp)
  void add_mailed_link(const MailedLinkRow& row);
  std::optional<MailedLinkRow> mailed_link(std::string_view token_hash);
  // That one by this attempt, and every other link of the account by nobody: all of them are used up.
  void use_mailed_link(const MailedLinkRow& row, std::int64_t used_at_ms, std::string_view attempt_hash);
  void drop_mailed_links_expired_before(std::int64_t at_ms);

  // Calendar feeds: one of each account in each community
  void set_calendar_feed(const CalendarFeedRow& row);  // in the place of the one before
  std::optional<CalendarFeedRow> calendar_feed(std::string_view token_hash);
  std::optional<CalendarFeedRow> calendar_feed_of(std::uint64_t account_id, std::string_view community);
  void drop_calendar_feed(std::uint64_t account_id, std::string_view community);
  void drop_calendar_feeds_of(std::uint64_t account_id);

  // Links to roadmaps for people without an account
  std::uint64_t add_roadmap_link(const RoadmapLinkRow& row);  // id is given
  std::optional<RoadmapLinkRow> roadmap_link(std::string_view token_hash);
  std::vector<RoadmapLinkRow> roadmap_links(std::string_view community, std::uint64_t roadmap_id);  // newest first
  // False: there is no such link of this roadmap.
  bool drop_roadmap_link(std::string_view community, std::uint64_t roadmap_id, std::uint64_t id);
  void drop_roadmap_links_expired_before(std::int64_t at_ms);
  void drop_roadmap_links_of(std::string_view community);

  // Codes of workshops in the room: one at a time of each
  void set_workshop_code(const WorkshopCodeRow& row);  // in the place of the one before
  std::optional<WorkshopCodeRow> workshop_code(std::string_view token_hash);
  void drop_workshop_codes_expired_before(std::int64_t at_ms);
  void drop_workshop_codes_of(std::string_view community);

 private:
  explicit AccountFile(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connection_;
};

}  // namespace ramure::storage
