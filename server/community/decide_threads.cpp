// Opening threads, and keeping them in order.
#include "protocol/limits.hpp"
#include "server/community/access.hpp"
#include "server/community/content.hpp"
#include "server/community/families.hpp"
#include "server/community/text.hpp"

namespace ramure::community {

namespace {

// The author keeps his own thread in order, the hosts of the place everybody's.
Checked check_may_order(const AccessedThread& place, std::string_view field) {
  return check_may(place, place.is_author ? Act::post : Act::keep_order, field);
}

Checked check_thread_kind(v1::ThreadKind kind, const AccessedChannel& place) {
  constexpr auto field = "open_thread.kind";
  if (kind == v1::THREAD_KIND_OBSTACLE) return refuse::invalid(field, "an obstacle is declared");
  if (!v1::ThreadKind_IsValid(kind) || kind == v1::THREAD_KIND_UNSPECIFIED) {
    return refuse::invalid(field, "a kind is required");
  }
  if (holds_resources(place.channel.kind)) {
    if (kind == v1::THREAD_KIND_RESOURCE) return {};
    return refuse::invalid(field, "every thread is a resource here");
  }
  if (kind == v1::THREAD_KIND_RESOURCE) return refuse::invalid(field, "resources have a place of their own");
  if (kind != v1::THREAD_KIND_CHOICE) return {};
  if (place.channel.kind != v1::CHANNEL_KIND_PLENARY) return refuse::invalid(field, "all choose, in the plenary");
  return check_may(place, Act::moderate, field);
}

Checked check_new_thread(Asked& asked, const v1::OpenThread& command, const AccessedChannel& place) {
  if (auto checked = check_thread_kind(command.kind(), place); !checked) return checked;
  if (auto checked = check_title("open_thread.title", command.title()); !checked) return checked;
  const bool has_files = command.upload_ids_size() > 0;
  if (auto checked = check_words("open_thread.body", command.body(), has_files); !checked) return checked;
  if (auto checked = check_tags("open_thread.tags", command.tags()); !checked) return checked;
  return check_theme(asked, "open_thread.theme_id", place.channel, command.theme_id());
}

}  // namespace

Decided open_thread(Asked& asked, const v1::OpenThread& command) {
  auto place = access_channel(asked, command.channel_id(), "open_thread.channel_id");
  if (!place) return pass_on(place);
  if (auto checked = check_may(*place, Act::open_thread, "open_thread.channel_id"); !checked) return pass_on(checked);
  if (auto checked = check_new_thread(asked, command, *place); !checked) return pass_on(checked);
  auto mentions = draw_mentions(asked, "open_thread.body", command.channel_id(), command.body());
  if (!mentions) return pass_on(mentions);
  auto files = access_uploads(asked, "open_thread.upload_ids", command.upload_ids());
  if (!files) return pass_on(files);

  Announcer announce(asked);
  v1::Event& event = announce.to_channel(command.channel_id());
  const std::uint64_t thread_id = event.seq();
  v1::ThreadOpened& opened = *event.mutable_thread_opened();
  opened.set_kind(command.kind());
  opened.set_title(command.title());
  opened.set_theme_id(command.theme_id());
  opened.set_territory_id(territory_of_new_thread(asked, place->channel));
  *opened.mutable_tags() = command.tags();
  const bool is_question = command.kind() == v1::THREAD_KIND_QUESTION;
  const auto kind = is_question ? v1::MESSAGE_KIND_QUESTION : v1::MESSAGE_KIND_MESSAGE;
  do_post_first(announce, {thread_id, command.channel_id(), kind, command.body(), *mentions, &*files});
  Decision decision = announce.decision();
  decision.uses_upload_ids.assign(command.upload_ids().begin(), command.upload_ids().end());
  return decision;
}

Decided retitle_thread(Asked& asked, const v1::RetitleThread& command) {
  constexpr auto field = "retitle_thread.thread_id";
  auto place = access_thread(asked, command.thread_id(), field);
  if (!place) return pass_on(place);
  if (auto checked = check_may_order(*place, field); !checked) return pass_on(checked);
  if (auto checked = check_open(*place, field); !checked) return pass_on(checked);
  if (auto checked = check_title("retitle_thread.title", command.title()); !checked) return pass_on(checked);
  if (asked.view.thread_title(command.thread_id()) == command.title()) return refuse::already_done(field);

  Announcer announce(asked);
  v1::Event& event = announce.to_channel(place->channel.id);
  event.set_actor_id(actor_shown(asked, *place));
  event.mutable_thread_retitled()->set_thread_id(command.thread_id());
  event.mutable_thread_retitled()->set_title(command.title());
  return announce.decision();
}

Decided retheme_thread(Asked& asked, const v1::RethemeThread& command) {
  constexpr auto field = "retheme_thread.thread_id";
  auto place = access_thread(asked, command.thread_id(), field);
  if (!place) return pass_on(place);
  if (auto checked = check_may_order(*place, field); !checked) return pass_on(checked);
  if (auto checked = check_open(*place, field); !checked) return pass_on(checked);
  auto checked = check_theme(asked, "retheme_thread.theme_id", place->channel, command.theme_id());
  if (!checked) return pass_on(checked);
  if (place->thread.theme_id == command.theme_id()) return refuse::already_done(field);

  Announcer announce(asked);
  v1::Event& event = announce.to_channel(place->channel.id);
  event.set_actor_id(actor_shown(asked, *place));
  event.mutable_thread_rethemed()->set_thread_id(command.thread_id());
  event.mutable_thread_rethemed()->set_theme_id(command.theme_id());
  return announce.decision();
}

Decided resolve_thread(Asked& asked, const v1::ResolveThread& command) {
  constexpr auto field = "resolve_thread.thread_id";
  auto place = access_thread(asked, command.thread_id(), field);
  if (!place) return pass_on(place);
  if (auto checked = check_may_order(*place, field); !checked) return pass_on(checked);
  if (auto checked = check_open(*place, field); !checked) return pass_on(checked);
  if (place->thread.kind == v1::THREAD_KIND_OBSTACLE) {
    return refuse::invalid(field, "an obstacle has a status instead");
  }
  if (place->thread.resolved == command.resolved()) return refuse::already_done(field);

  Announcer announce(asked);
  v1::Event& event = announce.to_channel(place->channel.id);
  event.mutable_thread_resolved()->set_thread_id(command.thread_id());
  event.mutable_thread_resolved()->set_resolved(command.resolved());
  return announce.decision();
}

Decided archive_thread(Asked& asked, const v1::ArchiveThread& command) {
  constexpr auto field = "archive_thread.thread_id";
  auto place = access_thread(asked, command.thread_id(), field);
  if (!place) return pass_on(place);
  if (auto checked = check_may(*place, Act::keep_order, field); !checked) return pass_on(checked);
  if (place->thread.archived == command.archived()) return refuse::already_done(field);
  if (place->thread.merged_into_id != 0) return refuse::merged(field, place->thread.merged_into_id);  // undo the merge

  Announcer announce(asked);
  v1::Event& event = announce.to_channel(place->channel.id);
  event.mutable_thread_archived()->set_thread_id(command.thread_id());
  event.mutable_thread_archived()->set_archived(command.archived());
  return announce.decision();
}

// Anybody who writes here may say where it stands, under his own name, also on a thread « sans nom de territoire ».
Decided edit_summary(Asked& asked, const v1::EditSummary& command) {
  constexpr auto field = "edit_summary.thread_id";
  auto place = access_thread(asked, command.thread_id(), field);
  if (!place) return pass_on(place);
  if (auto checked = check_may(*place, Act::post, field); !checked) return pass_on(checked);
  if (auto checked = check_open(*place, field); !checked) return pass_on(checked);
  if (auto checked = check_shows_words(*place, field); !checked) return pass_on(checked);
  auto checked = check_optional_text("edit_summary.text", command.text(), limits::summary_bytes_max);
  if (!checked) return pass_on(checked);
  const std::uint32_t in_force = place->thread.summary_version;
  if (command.version() != in_force) return refuse::conflict("edit_summary.version", in_force);
  if (asked.view.summary_text(command.thread_id()) == command.text()) return refuse::already_done("edit_summary.text");

  Announcer announce(asked);
  v1::Event& event = announce.to_channel(place->channel.id, place->thread.id);
  event.mutable_summary_edited()->set_thread_id(command.thread_id());
  v1::Summary& summary = *event.mutable_summary_edited()->mutable_summary();
  summary.set_text(command.text());
  summary.set_version(in_force + 1);
  summary.set_author_id(asked.me.id);
  summary.set_at_ms(asked.now);
  return announce.decision();
}

}  // namespace ramure::community
