// « Puis-je vous citer ? » Words of a member are quoted to the committees with his own yes, for each quotation, dated.
// The facilitators and the author alone are told; both events are born with the message, and their words are erased
// with it.
#include "server/community/access.hpp"
#include "server/community/commons.hpp"
#include "server/community/commons_limits.hpp"
#include "server/community/text.hpp"

namespace ramure::community {

namespace {

// The place whose readers are told of quotes: it makes facilitators of those who ask.
std::expected<AccessedChannel, v1::Refusal> access_backstage(Asked& asked, std::string_view field) {
  auto backstage = access_channel_of_kind(asked, v1::CHANNEL_KIND_BACKSTAGE, 0, field);
  if (!backstage) return refuse::forbidden(field, "only facilitators may do this");
  return backstage;
}

bool is_public(v1::ChannelKind kind) { return kind == v1::CHANNEL_KIND_PLENARY || kind == v1::CHANNEL_KIND_THEMES; }

Checked check_words_of(Asked& asked, const v1::AskForQuote& command) {
  constexpr auto field = "ask_for_quote.words";
  auto checked = check_text(field, command.words(), commons_limits::quoted_words_bytes_max);
  if (!checked) return checked;
  const bool refers = command.words().find("<@") != std::string::npos ||
                      command.words().find("<#") != std::string::npos ||
                      command.words().find("<!") != std::string::npos;
  if (refers) return refuse::invalid(field, "a quote names nobody and leads nowhere: leave the mention out");
  if (asked.view.message_body(command.message_id()).find(command.words()) == std::string::npos) {
    return refuse::invalid(field, "the words are not in the message as it reads now");
  }
  if (asked.view.was_asked_to_quote(command.message_id(), command.words())) return refuse::already_done(field);
  return {};
}

Checked check_quoted(const AccessedMessage& place) {
  constexpr auto field = "ask_for_quote.message_id";
  if (!is_public(place.channel.kind)) {
    return refuse::invalid(field, "only what was said in the plenary and the themes may be quoted");
  }
  if (place.message.redacted) return refuse::erased(field);
  if (place.message.author_hidden || place.message.author_id == 0) {
    return refuse::invalid(field, "the author does not show himself");
  }
  return {};
}

void fill(v1::QuoteAsked& question, const v1::AskForQuote& command, std::uint64_t author_id) {
  question.set_message_id(command.message_id());
  question.set_author_id(author_id);
  question.set_words(command.words());
}

}  // namespace

Decided ask_for_quote(Asked& asked, const v1::AskForQuote& command) {
  auto place = access_message(asked, command.message_id(), "ask_for_quote.message_id");
  if (!place) return pass_on(place);
  auto backstage = access_backstage(asked, "ask_for_quote.message_id");
  if (!backstage) return pass_on(backstage);
  if (auto checked = check_quoted(*place); !checked) return pass_on(checked);
  if (auto checked = check_words_of(asked, command); !checked) return pass_on(checked);
  const std::uint64_t author_id = place->message.author_id;
  const auto author = asked.view.member(author_id);
  if (!author || author->status == v1::MEMBER_STATUS_LEFT) {
    return refuse::invalid("ask_for_quote.message_id", "the author has left and cannot be asked");
  }

  Announcer announce(asked);
  v1::Event& event = announce.to_channel(backstage->channel.id, command.message_id());
  const std::uint64_t quote_id = event.seq();
  fill(*event.mutable_course()->mutable_quote_asked(), command, author_id);
  v1::Event& to_author = announce.to_member(author_id);
  to_author.set_birth_seq(command.message_id());
  fill(*to_author.mutable_course()->mutable_quote_asked(), command, author_id);
  to_author.mutable_course()->mutable_quote_asked()->set_quote_id(quote_id);
  return announce.decision();
}

Decided answer_quote(Asked& asked, const v1::AnswerQuote& command) {
  constexpr auto field = "answer_quote.quote_id";
  const auto quote = asked.view.quote(command.quote_id());
  if (!quote || quote->author_id != asked.me.id) return refuse::not_found(field);  // to everybody else there is none
  const auto message = asked.view.message(quote->message_id);
  if (!message || message->redacted) return refuse::erased(field);
  if (quote->answered_at_ms != 0 && quote->is_allowed == command.allowed()) return refuse::already_done(field);

  Announcer announce(asked);
  for (const storage::ChannelState& channel : asked.view.channels()) {
    if (channel.kind != v1::CHANNEL_KIND_BACKSTAGE) continue;
    v1::QuoteAnswered& told =
        *announce.to_channel(channel.id, command.quote_id()).mutable_course()->mutable_quote_answered();
    told.set_quote_id(command.quote_id());
    told.set_allowed(command.allowed());
  }
  v1::QuoteAnswered& noted = *announce.to_member(asked.me.id).mutable_course()->mutable_quote_answered();
  noted.set_quote_id(command.quote_id());
  noted.set_allowed(command.allowed());
  return announce.decision();
}

}  // namespace ramure::community
