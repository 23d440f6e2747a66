// The workshop in the room: the code on the wall, and what phones say by it without an account.
//
//   POST /api/workshops/code?community=SLUG      WorkshopCodeOf → WorkshopCode     who may sort its sentences
//   GET  /api/workshops/by-code/CODE             → WorkshopDoor                    whoever has the code
//   POST /api/workshops/by-code/CODE             SaySentence → Done                the same
//
// The address in the answer is a page of the web client, /atelier/CODE. A code that never was, was replaced, or whose
// workshop is over is answered in the same words. Nothing of a phone is kept with its sentence, nor logged.
#include "ramure/v1/accounts.pb.h"
#include "server/community/answer_course.hpp"
#include "server/net/answering.hpp"
#include "server/net/entrance.hpp"
#include "server/net/replies.hpp"
#include "server/net/request_access.hpp"
#include "server/net/routes.hpp"

namespace ramure::net {

namespace {

using community::WorkshopToOpen;
using identity::WorkshopCode;

constexpr std::string_view by_code_prefix = "/api/workshops/by-code/";
constexpr std::string_view page_prefix = "/atelier/";

Response nothing_behind_it() {
  v1::Refusal refusal;
  refusal.set_code(v1::REFUSAL_CODE_NOT_FOUND);
  refusal.set_field("code");
  refusal.set_message("there is no such workshop, or it is over");
  return refusal_answer(refusal);
}

// A sentence on its way, until the writer has it on disk.
class SentenceCall final : public live::ReplySink {
 public:
  SentenceCall(const Services& services, live::Registry::Lease community, Respond respond)
      : services_(services), community_(std::move(community)), respond_(std::move(respond)) {}

  void on_outcome(std::uint64_t, live::CommandOutcome outcome) override {
    count_outcome(services_.metrics, outcome);
    if (outcome.result) return respond_(answer(v1::Done()));
    v1::Refusal refusal = std::move(outcome.result.error());
    constexpr std::string_view path = "add_sentence.";  // the phone has sent no command
    if (refusal.field().starts_with(path)) refusal.set_field(refusal.field().substr(path.size()));
    respond_(refusal_answer(refusal));
  }

 private:
  const Services& services_;
  const live::Registry::Lease community_;  // stays open until the outcome is there
  Respond respond_;
};

// Whoever has the code, with the community open: `use(lease, code, respond)` has the floor on the loop.
template <class Use>
void with_code(const Services& services, live::Loop& loop, const Request& request, Respond respond, Use use) {
  auto found = [&services, &loop, use = std::move(use),
                respond = std::move(respond)](identity::Outcome<WorkshopCode> code) mutable {
    auto go_on = [&services, &loop, use = std::move(use), code = std::move(code),
                  respond = std::move(respond)]() mutable {
      if (!code) return respond(refusal_answer(code.error()));
      auto opened = [use = std::move(use), code = *code,
                     respond = std::move(respond)](std::expected<live::Registry::Lease, v1::Refusal> lease) mutable {
        if (!lease) return respond(refusal_answer(lease.error()));
        if ((*lease)->epoch() != code.epoch) return respond(nothing_behind_it());
        use(std::move(*lease), code, std::move(respond));
      };
      services.registry.open(code->community, loop, std::move(opened));
    };
    loop.post(std::move(go_on));
  };
  services.accounts.find_workshop_code(request.path.substr(by_code_prefix.size()), request.peer_address,
                                       std::move(found));
}

void do_make_code(const Services& services, live::Loop& loop, const std::string& community, std::uint64_t workshop_id,
                  const WorkshopToOpen& workshop, Respond respond) {
  auto made = [](const std::string& token) {
    v1::WorkshopCode code;
    code.set_path(std::string(page_prefix) + token);
    return answer(code);
  };
  services.accounts.make_workshop_code({.community = community,
                                        .epoch = workshop.epoch,
                                        .workshop_id = workshop_id,
                                        .expires_at_ms = workshop.closes_at_ms},
                                       answering<std::string>(loop, std::move(respond), made));
}

}  // namespace

void make_workshop_code(const Services& services, live::Loop& loop, Request request, Respond respond) {
  using Checked = std::expected<WorkshopToOpen, v1::Refusal>;
  const auto who = access_signed_in(services, request);
  if (!who) return respond(who.error());
  v1::WorkshopCodeOf wish;
  if (auto read = read_body(request, wish); !read) return respond(std::move(read.error()));
  const std::string slug = query_parameter(request.query, "community");
  const auto member = find_membership(**who, slug);
  if (!member) return respond(refusal_answer(member.error()));
  auto entered = [&services, &loop, workshop_id = wish.workshop_id(), community = member->community,
                  respond = std::move(respond)](std::expected<Entrance, v1::Refusal> entrance) mutable {
    if (!entrance) return respond(refusal_answer(entrance.error()));
    live::CommunityHost& host = *entrance->community;
    auto job = [workshop_id, member_id = entrance->member_id,
                now = services.clock.now_ms()](storage::Reader& reader) -> Checked {
      const auto me = reader.member_state(member_id);
      if (!me) return community::refuse::not_found("workshop_id");
      return community::check_hands_out_code({reader, *me, now}, workshop_id);
    };
    auto done = [&services, &loop, workshop_id, community, lease = std::move(entrance->community),
                 respond = std::move(respond)](std::expected<Checked, v1::Refusal> outcome) mutable {
      if (!outcome) return respond(refusal_answer(outcome.error()));
      if (!*outcome) return respond(refusal_answer(outcome->error()));
      do_make_code(services, loop, community, workshop_id, **outcome, std::move(respond));
    };
    host.read<Checked>(loop, std::move(job), std::move(done));
  };
  enter(services.registry, **who, slug, loop, std::move(entered));
}

void look_behind_code(const Services& services, live::Loop& loop, Request request, Respond respond) {
  using Door = std::optional<storage::WorkshopAtDoor>;
  auto use = [&loop, now = services.clock.now_ms()](live::Registry::Lease lease, const WorkshopCode& code,
                                                    Respond answer_to) {
    live::CommunityHost& host = *lease;
    auto job = [id = code.workshop_id](storage::Reader& reader) -> Door { return reader.workshop_at_door(id); };
    auto done = [now, held = std::move(lease),
                 answer_to = std::move(answer_to)](std::expected<Door, v1::Refusal> door) mutable {
      if (!door) return answer_to(refusal_answer(door.error()));
      const bool is_open = *door && !(*door)->workshop.closed() && now < (*door)->workshop.closes_at_ms();
      if (!is_open) return answer_to(nothing_behind_it());
      v1::WorkshopDoor shown;
      shown.set_community((*door)->community);
      shown.set_question((*door)->workshop.question());
      shown.set_closes_at_ms((*door)->workshop.closes_at_ms());
      answer_to(answer(shown));
    };
    host.read<Door>(loop, std::move(job), std::move(done));
  };
  with_code(services, loop, request, std::move(respond), std::move(use));
}

void say_sentence(const Services& services, live::Loop& loop, Request request, Respond respond) {
  v1::SaySentence said;
  if (auto read = read_body(request, said); !read) return respond(std::move(read.error()));
  auto use = [&services, &loop, said = std::move(said)](live::Registry::Lease lease, const WorkshopCode& code,
                                                        Respond answer_to) {
    live::CommunityHost& host = *lease;
    v1::Command command;
    command.set_command_key(said.command_key());
    command.mutable_course()->mutable_add_sentence()->set_workshop_id(code.workshop_id);
    command.mutable_course()->mutable_add_sentence()->set_text(said.text());
    auto call = std::make_shared<SentenceCall>(services, std::move(lease), std::move(answer_to));
    auto refused = host.submit({community::Actor::in_room(code.workshop_id), std::move(command)}, {call, &loop, 0});
    if (refused) call->on_outcome(0, {std::unexpected(std::move(*refused)), 0});
  };
  with_code(services, loop, request, std::move(respond), std::move(use));
}

}  // namespace ramure::net
