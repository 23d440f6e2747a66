// « Dossier »: a facilitator tells a committee, in its channel, what the community is like at this moment. It is kept
// as it is; of its quotes the event holds the numbers, never the words, which are erased where they lie.
#include <algorithm>

#include "server/community/access.hpp"
#include "server/community/commons.hpp"
#include "server/community/commons_limits.hpp"
#include "server/community/dossier_census.hpp"
#include "server/community/text.hpp"
#include "server/course/gathering.hpp"
#include "server/dossier/figures.hpp"

namespace ramure::community {

namespace {

Checked check_place(const AccessedChannel& place) {
  constexpr auto field = "publish_dossier.channel_id";
  if (!course::is_committee(place.channel.kind)) return refuse::invalid(field, "a dossier is for a committee");
  return check_may(place, Act::moderate, field);
}

Checked check_quotes(Asked& asked, const v1::PublishDossier& command) {
  constexpr auto field = "publish_dossier.quote_ids";
  const auto& ids = command.quote_ids();
  if (ids.size() > commons_limits::dossier_quotes_max) {
    return refuse::too_large(field, commons_limits::dossier_quotes_max, "quotes");
  }
  for (auto id = ids.begin(); id != ids.end(); ++id) {
    if (std::find(ids.begin(), id, *id) != id) return refuse::invalid(field, "a quote is named twice");
    const auto quote = asked.view.quote(*id);
    if (!quote) return refuse::not_found(field);
    const auto message = asked.view.message(quote->message_id);
    if (!message || message->redacted) return refuse::erased(field);
    const auto author = asked.view.member(quote->author_id);
    if (!author || author->status == v1::MEMBER_STATUS_LEFT) return refuse::forbidden(field, "its author has left");
    if (!quote->is_allowed) return refuse::forbidden(field, "its author has not allowed this quote");
  }
  return {};
}

dossier::Drawn draw_now(Asked& asked) {
  const RoundRules counted_anew;  // all there are: they would drive out the few that are remembered
  CensusSource source{
      .tables = asked.view.dossier_source(asked.now - participating_ms),
      .members = asked.view.members(),
      .round =
          [&](std::uint64_t id) {
            return counted_anew.open(id, asked.view.committed_seq(),
                                     [&](std::uint64_t after_seq) { return asked.view.round_events(id, after_seq); });
          },
      .roadmap =
          [&](std::uint64_t id) {
            const storage::StoredRoadmap stored = asked.view.roadmap(id);
            return counted_anew.roadmaps.open(id, asked.view.committed_seq(),
                                              [&](std::uint64_t after_seq) { return stored.events(after_seq); });
          }};
  std::vector<dossier::Basis> earlier;
  for (const std::string& basis : source.tables.earlier_bases) earlier.push_back(dossier::read_basis(basis));
  return dossier::draw(take_census(source), earlier, asked.now);
}

}  // namespace

Decided publish_dossier(Asked& asked, const v1::PublishDossier& command) {
  auto place = access_channel(asked, command.channel_id(), "publish_dossier.channel_id");
  if (!place) return pass_on(place);
  if (auto checked = check_place(*place); !checked) return pass_on(checked);
  if (auto checked = check_title("publish_dossier.title", command.title()); !checked) return pass_on(checked);
  auto words = check_optional_text("publish_dossier.words", command.words(), commons_limits::dossier_words_bytes_max);
  if (!words) return pass_on(words);
  if (auto checked = check_quotes(asked, command); !checked) return pass_on(checked);
  dossier::Drawn drawn = draw_now(asked);

  Announcer announce(asked);
  v1::Event& event = announce.to_channel(command.channel_id());
  const std::uint64_t dossier_id = event.seq();
  v1::Dossier& published = *event.mutable_course()->mutable_dossier_published()->mutable_dossier();
  published.set_title(command.title());
  published.set_words(command.words());
  published.mutable_figures()->Swap(&drawn.figures);
  for (const std::uint64_t id : command.quote_ids()) {
    v1::DossierQuote& quote = *published.add_quotes();
    quote.set_quote_id(id);
    quote.set_allowed_at_ms(asked.view.quote(id)->answered_at_ms);
  }
  Decision decision = announce.decision();
  decision.dossier_basis = {dossier_id, dossier::write_basis(drawn.basis)};
  return decision;
}

}  // namespace ramure::community
