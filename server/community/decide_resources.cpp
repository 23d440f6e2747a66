// « Centre de ressources »: what members propose becomes readable by all. The words change their audience, so they are
// announced anew, as their author's, who may still change or erase them; files are named by their content, so that both
// messages refer to one file, which goes with the last of them.
#include "server/community/access.hpp"
#include "server/community/commons.hpp"
#include "server/community/content.hpp"
#include "server/community/text.hpp"

namespace ramure::community {

namespace {

// What is taken over from a proposal.
struct Taken {
  AccessedThread proposal;
  storage::MessageState first;
};

std::expected<Taken, v1::Refusal> access_proposal(Asked& asked, std::uint64_t thread_id) {
  constexpr auto field = "publish_resource.thread_id";
  auto place = access_thread(asked, thread_id, field);
  if (!place) return pass_on(place);
  if (place->channel.kind != v1::CHANNEL_KIND_RESOURCE_PROPOSALS) {
    return refuse::invalid(field, "the thread does not propose a resource");
  }
  if (auto checked = check_may(*place, Act::moderate, field); !checked) return pass_on(checked);
  if (asked.view.published_as(thread_id)) return refuse::already_done(field);
  if (auto checked = check_open(*place, field); !checked) return pass_on(checked);
  const Ids first = asked.view.thread_message_ids(thread_id, 1);
  if (first.empty()) return refuse::invalid(field, "there is nothing in this proposal any more");
  auto message = access_message(asked, first.front(), field);
  if (!message) return pass_on(message);
  if (message->message.redacted) return refuse::erased(field);
  return Taken{*place, message->message};
}

Checked check_publication(Asked& asked, const v1::PublishResource& command, const std::string& title,
                          const AccessedChannel& home) {
  if (auto checked = check_may(home, Act::open_thread, "publish_resource.thread_id"); !checked) return checked;
  if (auto checked = check_title("publish_resource.title", title); !checked) return checked;
  return check_theme(asked, "publish_resource.theme_id", home.channel, command.theme_id());
}

void do_close_proposal(Announcer& announce, const AccessedThread& proposal, std::uint64_t resource_id) {
  v1::Event& event = announce.to_channel(proposal.channel.id, proposal.thread.id);
  v1::ResourcePublished& published = *event.mutable_course()->mutable_resource_published();
  published.set_proposal_id(proposal.thread.id);
  published.set_thread_id(resource_id);
  if (proposal.thread.resolved) return;
  v1::ThreadResolved& resolved = *announce.to_channel(proposal.channel.id).mutable_thread_resolved();
  resolved.set_thread_id(proposal.thread.id);
  resolved.set_resolved(true);
}

}  // namespace

Decided publish_resource(Asked& asked, const v1::PublishResource& command) {
  auto taken = access_proposal(asked, command.thread_id());
  if (!taken) return pass_on(taken);
  auto home = access_channel_of_kind(asked, v1::CHANNEL_KIND_RESOURCES, 0, "publish_resource.thread_id");
  if (!home) return pass_on(home);
  const std::string title = command.title().empty() ? asked.view.thread_title(command.thread_id()) : command.title();
  if (auto checked = check_publication(asked, command, title, *home); !checked) return pass_on(checked);
  const std::string body = asked.view.message_body(taken->first.id);
  auto mentions = draw_mentions(asked, "publish_resource.thread_id", home->channel.id, body);
  if (!mentions) return pass_on(mentions);
  const Files files = asked.view.attachments(taken->first.id);

  Announcer announce(asked);
  v1::Event& event = announce.to_channel(home->channel.id);
  const std::uint64_t thread_id = event.seq();
  event.set_actor_id(taken->first.author_id);
  v1::ThreadOpened& opened = *event.mutable_thread_opened();
  opened.set_kind(v1::THREAD_KIND_RESOURCE);
  opened.set_title(title);
  opened.set_theme_id(command.theme_id() != 0 ? command.theme_id() : taken->proposal.thread.theme_id);
  opened.set_territory_id(taken->proposal.thread.territory_id);
  v1::Event& first =
      do_post_first(announce, {thread_id, home->channel.id, v1::MESSAGE_KIND_MESSAGE, body, *mentions, &files});
  first.set_actor_id(taken->first.author_id);
  do_close_proposal(announce, taken->proposal, thread_id);
  return announce.decision();
}

}  // namespace ramure::community
