#include "server/community/answer.hpp"
#include "server/net/answers.hpp"
#include "server/net/entrance.hpp"
#include "server/net/replies.hpp"
#include "server/net/request_access.hpp"
#include "server/net/routes.hpp"

namespace ramure::net {

namespace {

Response answer_reply(const v1::Reply& reply) {
  return reply.has_refusal() ? refusal_answer(reply.refusal()) : answer(reply);
}

// A command that came by HTTP, until its outcome comes back.
class CommandCall final : public live::ReplySink {
 public:
  CommandCall(const Services& services, live::Registry::Lease community, Respond respond)
      : services_(services),
        community_(std::move(community)),
        respond_(std::move(respond)),
        started_ms_(services.clock.steady_ms()) {}

  void on_outcome(std::uint64_t, live::CommandOutcome outcome) override {
    count_outcome(services_.metrics, outcome);
    services_.metrics.observe(Duration::command, services_.clock.steady_ms() - started_ms_);
    respond_(answer_reply(reply_of(0, std::move(outcome))));
  }

 private:
  const Services& services_;
  const live::Registry::Lease community_;  // stays open until the outcome is there
  Respond respond_;
  const std::int64_t started_ms_;
};

void submit(const Services& services, live::Loop& loop, Entrance entrance, v1::Command command, Respond respond) {
  live::CommunityHost& host = *entrance.community;
  auto call = std::make_shared<CommandCall>(services, std::move(entrance.community), std::move(respond));
  auto refused = host.submit({community::Actor::member(entrance.member_id), std::move(command)}, {call, &loop, 0});
  if (refused) call->on_outcome(0, {std::unexpected(std::move(*refused)), 0});
}

void ask(const Services& services, live::Loop& loop, Entrance entrance, v1::Query query, Respond respond) {
  const std::int64_t started_ms = services.clock.steady_ms();
  live::CommunityHost& host = *entrance.community;
  auto job = [query = std::move(query), member_id = entrance.member_id, now_ms = services.clock.now_ms(),
              rounds = host.rounds()](storage::Reader& reader) {
    return community::answer(reader, member_id, query, now_ms, rounds);
  };
  auto done = [&services, started_ms, community = std::move(entrance.community),
               respond = std::move(respond)](std::expected<v1::Reply, v1::Refusal> outcome) mutable {
    const v1::Reply reply = outcome ? std::move(*outcome) : reply_of(0, std::move(outcome.error()));
    count_query(services.metrics, reply);
    services.metrics.observe(Duration::query, services.clock.steady_ms() - started_ms);
    respond(answer_reply(reply));
  };
  host.read<v1::Reply>(loop, std::move(job), std::move(done));
}

// What command and query share: who asks, what, and where; then `use` has the floor.
template <class Message, class Use>
void with_entrance(const Services& services, live::Loop& loop, const Request& request, const char* what,
                   Respond respond, Use use) {
  const auto who = access_signed_in(services, request);
  if (!who) return respond(who.error());
  Message message;
  if (auto read = read_body(request, message); !read) return respond(std::move(read.error()));
  if (message.body_case() == Message::BODY_NOT_SET) return respond(refusal_answer(unimplemented(what)));
  enter(services.registry, **who, query_parameter(request.query, "community"), loop,
        [&services, &loop, use, message = std::move(message),
         respond = std::move(respond)](std::expected<Entrance, v1::Refusal> entrance) mutable {
          if (!entrance) return respond(refusal_answer(entrance.error()));
          use(services, loop, std::move(*entrance), std::move(message), std::move(respond));
        });
}

}  // namespace

void do_command(const Services& services, live::Loop& loop, Request request, Respond respond) {
  with_entrance<v1::Command>(services, loop, request, "command", std::move(respond), submit);
}

void answer_query(const Services& services, live::Loop& loop, Request request, Respond respond) {
  with_entrance<v1::Query>(services, loop, request, "query", std::move(respond), ask);
}

}  // namespace ramure::net
