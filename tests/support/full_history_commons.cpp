#include "tests/support/full_history.hpp"

namespace ramure::test {

using namespace v1;

namespace {

void publish_a_resource(FoundedCommunity& community) {
  const std::uint64_t proposals = community.open_channel(CHANNEL_KIND_RESOURCE_PROPOSALS);
  const std::uint64_t resources = community.open_channel(CHANNEL_KIND_RESOURCES);
  const std::uint64_t proposal = community.open_thread(proposals, community.valmerac.first, "Un guide");
  community.post(proposal, community.valmerac.first, "À lire.");
  const std::uint64_t resource = community.open_thread(resources, community.valmerac.first, "Un guide");
  community.post(resource, community.valmerac.first, "À lire.");
  community.append(community.facilitator, proposals, [&](Event& event) {
    event.set_birth_seq(proposal);
    event.mutable_course()->mutable_resource_published()->set_proposal_id(proposal);
    event.mutable_course()->mutable_resource_published()->set_thread_id(resource);
  });
}

std::uint64_t ask(FoundedCommunity& community, std::uint64_t message_id, std::string_view words) {
  const std::uint64_t author = community.valmerac.first;
  const auto fill = [&](Event& event) -> QuoteAsked& {
    event.set_birth_seq(message_id);
    QuoteAsked& asked = *event.mutable_course()->mutable_quote_asked();
    asked.set_message_id(message_id);
    asked.set_author_id(author);
    asked.set_words(std::string(words));
    return asked;
  };
  const std::uint64_t quote =
      community.append(community.facilitator, community.backstage, [&](Event& event) { fill(event); });
  community.append_to_member(community.facilitator, author, [&](Event& event) { fill(event).set_quote_id(quote); });
  return quote;
}

void allow(FoundedCommunity& community, std::uint64_t quote, bool allowed) {
  const auto fill = [&](Event& event) {
    event.mutable_course()->mutable_quote_answered()->set_quote_id(quote);
    event.mutable_course()->mutable_quote_answered()->set_allowed(allowed);
  };
  community.append(community.valmerac.first, community.backstage, [&](Event& event) {
    event.set_birth_seq(quote);
    fill(event);
  });
  community.append_to_member(community.valmerac.first, community.valmerac.first, fill);
}

}  // namespace

std::uint64_t write_commons_history(FoundedCommunity& community) {
  publish_a_resource(community);
  const std::uint64_t author = community.valmerac.first;
  const std::uint64_t thread = community.open_thread(community.plenary, author, "Ce que j’ai appris");
  const std::uint64_t kept = community.post(thread, author, "Nous avons appris à nous écouter.");
  const std::uint64_t erased = community.post(thread, author, std::string(erased_quote) + ", puis autre chose");
  const std::uint64_t quote = ask(community, kept, "appris à nous écouter");
  ask(community, erased, erased_quote);
  allow(community, quote, true);
  allow(community, quote, false);
  community.redact(erased, author);

  const std::uint64_t committee = community.open_channel(CHANNEL_KIND_STEERING);
  community.grant(committee, community.steering, ROLE_STEERING);
  community.append(community.facilitator, committee, [&](Event& event) {
    Dossier& dossier = *event.mutable_course()->mutable_dossier_published()->mutable_dossier();
    dossier.set_title("Dossier de mi-parcours");
    dossier.set_words("Où nous en sommes.");
    dossier.mutable_figures()->mutable_territories()->set_hidden(true);
    dossier.add_quotes()->set_quote_id(quote);
  });
  return erased;
}

}  // namespace ramure::test
