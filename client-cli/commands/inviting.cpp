// Inviting people by their addresses: a link for each, to be handed on.
#include <boost/json.hpp>
#include <boost/url/grammar/ci_string.hpp>
#include <cstdio>
#include <iostream>
#include <iterator>

#include "client-cli/commands/commands.hpp"
#include "client-cli/commands/round_talk.hpp"
#include "client-cli/output/terminal.hpp"
#include "client-cli/session/json_over_http.hpp"
#include "ramure/v1/accounts.pb.h"

namespace ramure::cli {

namespace {

namespace json = boost::json;
using boost::urls::grammar::ci_is_equal;

struct Wish {
  std::vector<std::string> addresses;
  std::string round, territory;
  bool anew = false, pending = false, take_back = false;
};

class Inviting {
 public:
  Inviting(Session& session, const Wish& wish) : session_(session), wish_(wish) {}

  Result<void> invite() {
    if (auto found = find_places(); !found) return found;
    v1::InvitePeople people;
    people.set_community(community());
    people.set_territory_id(territory_id_);
    people.set_addresses(addresses());
    v1::InvitedPeople invited;
    if (auto done = ask_over_http(session_, "/api/invitations/people", people, invited); !done) return done;
    for (v1::InvitedPerson& person : *invited.mutable_people()) {
      const bool is_waiting = person.standing() == v1::INVITED_STANDING_WAITING;
      if (wish_.anew && is_waiting && person.may_renew()) {
        if (auto renewed = renew(person); !renewed) return renewed;
      }
      tell(person);
    }
    return tell_unread(invited);
  }

  Result<void> list_pending() {
    const auto waiting = pending();
    if (!waiting) return std::unexpected(waiting.error());
    for (const v1::PendingInvitation& each : waiting->invitations()) {
      if (each.address().empty()) continue;
      if (session_.options.json) {
        print_json(each);
        continue;
      }
      const std::string holder = session_.names.member(each.invited_by());
      std::printf("%s <%s>  %s\n", harmless(each.person_name()).c_str(), each.address().c_str(),
                  t({"invité·e par {}, jusqu’au {}", "invited by {}, until {}"},
                    {harmless(holder), date_text(each.expires_at_ms())})
                      .c_str());
    }
    return {};
  }

  Result<void> take_back() {
    const auto waiting = pending();
    if (!waiting) return std::unexpected(waiting.error());
    for (const std::string& address : wish_.addresses) {
      const auto is_it = [&](const v1::PendingInvitation& each) { return ci_is_equal(each.address(), address); };
      const auto found = std::ranges::find_if(waiting->invitations(), is_it);
      if (found == waiting->invitations().end()) {
        return fail(Exit::refused,
                    t({"personne n’est attendu à l’adresse {}", "nobody is waited for at {}"}, {address}));
      }
      v1::RevokeInvitation revoke;
      revoke.set_community(community());
      revoke.set_invitation_id(found->invitation_id());
      v1::Done done;
      if (auto ended = ask_over_http(session_, "/api/invitations/revoke", revoke, done); !ended) return ended;
      if (!session_.options.json) {
        std::printf("%s\n", t({"Invitation reprise : {}", "Invitation taken back: {}"}, {address}).c_str());
      }
    }
    return {};
  }

 private:
  const std::string& community() const { return session_.welcome().community().slug(); }

  Result<void> find_places() {
    if (!wish_.round.empty()) {
      const auto id = find_round(session_, wish_.round);
      if (!id) return std::unexpected(id.error());
      // A link that leads nowhere would be found out by whoever follows it.
      if (const auto round = fetch_round(session_, *id, true); !round) return std::unexpected(round.error());
      round_id_ = *id;
    }
    if (!wish_.territory.empty()) {
      const auto id = session_.names.find_territory(wish_.territory);
      if (!id) return std::unexpected(id.error());
      territory_id_ = *id;
    }
    return {};
  }

  std::string addresses() const {
    std::string lines;
    for (const std::string& each : wish_.addresses) {
      if (each == "-") {
        lines.append(std::istreambuf_iterator<char>(std::cin), {});
      } else {
        lines += each;
      }
      lines += '\n';
    }
    return lines;
  }

  Result<v1::InvitationList> pending() {
    v1::ListInvitations question;
    question.set_community(community());
    v1::InvitationList list;
    if (auto asked = ask_over_http(session_, "/api/invitations/list", question, list); !asked) {
      return std::unexpected(asked.error());
    }
    return list;
  }

  Result<void> renew(v1::InvitedPerson& person) {
    v1::RenewInvitation wish;
    wish.set_community(community());
    wish.set_invitation_id(person.invitation_id());
    v1::NewInvitation renewed;
    if (auto done = ask_over_http(session_, "/api/invitations/renew", wish, renewed); !done) return done;
    person.set_token(renewed.token());
    person.set_expires_at_ms(renewed.expires_at_ms());
    return {};
  }

  std::string link_of(const v1::InvitedPerson& person) const {
    if (person.token().empty()) return {};
    const std::string landing = round_id_ == 0 ? "" : "." + std::to_string(round_id_);
    return session_.profile.address + "/invitation#" + person.token() + landing;
  }

  void tell(const v1::InvitedPerson& person) const {
    const std::string link = link_of(person);
    const std::string known = session_.names.member(person.member_id());
    const std::string name = person.name().empty() ? known : person.name();
    if (session_.options.json) {
      v1::InvitedPerson told = person;
      told.clear_token();
      told.set_name(name);
      json::object line = json::parse(json_line(told)).as_object();
      if (!link.empty()) line["link"] = link;
      std::printf("%s\n", json::serialize(line).c_str());
      return;
    }
    const bool is_member = person.standing() == v1::INVITED_STANDING_MEMBER;
    const bool is_sent = person.standing() == v1::INVITED_STANDING_NEW;  // a server that sends mail shows no link
    const std::string what =
        !link.empty() ? link
        : is_sent     ? std::string(t({"son lien part par courriel", "the link goes by mail"}))
        : is_member   ? std::string(t({"est déjà dans la communauté", "is in the community already"}))
        : person.may_renew()
            ? std::string(t({"a déjà un lien, et n’est pas encore venu·e (« --anew » le refait)",
                             "has a link already, and has not come yet (--anew makes it anew)"}))
            : std::string(t({"a déjà un lien, donné par quelqu’un d’autre", "has a link already, from somebody else"}));
    std::printf("%s <%s>\n  %s\n", harmless(name).c_str(), person.address().c_str(), what.c_str());
  }

  static std::string why(v1::AddressFault fault) {
    switch (fault) {
      case v1::ADDRESS_FAULT_NO_ADDRESS: return t({"il n’y a pas d’adresse", "there is no address"});
      case v1::ADDRESS_FAULT_BAD_NAME: return t({"ce nom ne convient pas", "this name does not do"});
      case v1::ADDRESS_FAULT_LEFT: return t({"a quitté la communauté", "has left the community"});
      default: return t({"cette adresse ne convient pas", "this address does not do"});
    }
  }

  static Result<void> tell_unread(const v1::InvitedPeople& invited) {
    if (invited.unread().empty()) return {};
    std::string text = t({"tout n’a pas pu être lu :", "not everything could be read:"});
    for (const v1::UnreadAddress& each : invited.unread()) {
      text += "\n  " + t({"ligne {}, « {} » : {}", "line {}, “{}”: {}"},
                         {std::to_string(each.line()), harmless(each.text()), why(each.fault())});
    }
    return fail(Exit::refused, text);
  }

  Session& session_;
  const Wish& wish_;
  std::uint64_t round_id_ = 0, territory_id_ = 0;
};

Result<void> run(const Options& options, const Wish& wish) {
  if (wish.addresses.empty() && !wish.pending) {
    return fail(Exit::usage, t({"à qui ? des adresses, ou « - » pour l’entrée standard",
                                "whom? addresses, or - for standard input"}));
  }
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  Inviting inviting(**session, wish);
  if (wish.pending) return inviting.list_pending();
  return wish.take_back ? inviting.take_back() : inviting.invite();
}

}  // namespace

void add_inviting_commands(CLI::App& app, Invocation& invocation) {
  auto wish = std::make_shared<Wish>();
  auto* command = app.add_subcommand("invite", t({"inviter des personnes par leur adresse ; un lien pour chacune",
                                                  "invite people by their addresses; a link for each"}))
                      ->alias("inviter");
  command->add_option("addresses", wish->addresses,
                      t({"adresses, avec ou sans nom ; « - » : l’entrée standard",
                         "addresses, with or without a name; -: standard input"}));
  command->add_option("--round", wish->round, t({"le tour où mènent les liens", "the round where the links lead"}));
  command->add_option("--territory", wish->territory, t({"leur territoire à tous", "the territory of them all"}));
  command->add_flag("--anew", wish->anew,
                    t({"refaire le lien de qui n’est pas encore venu", "make the link of who has not come yet anew"}));
  auto* pending =
      command->add_flag("--pending", wish->pending, t({"qui n’est pas encore venu", "who has not come yet"}));
  command
      ->add_flag("--take-back", wish->take_back,
                 t({"reprendre l’invitation de ces adresses", "take the invitation of these addresses back"}))
      ->excludes(pending);
  command->callback(
      [&invocation, wish] { invocation.run = [&invocation, wish] { return run(invocation.options, *wish); }; });
}

}  // namespace ramure::cli
