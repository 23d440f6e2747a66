// « Mon carnet »: rows of the asker alone.
#include "server/community/course.hpp"
#include "server/course/course_limits.hpp"
#include "server/course/notebook.hpp"

namespace ramure::community {

namespace {

using Before = std::optional<storage::PrivateView::EntryState>;

// A gathering that one has read of may be named on; a new one has to be readable.
Checked check_about(Asked& asked, std::uint64_t gathering_id, const Before& before) {
  const bool was_named = before && before->gathering_id == gathering_id;
  if (gathering_id == 0 || was_named) return {};
  auto place = access_gathering(asked, gathering_id, "save_notebook_entry.entry.gathering_id");
  if (!place) return pass_on(place);
  return {};
}

}  // namespace

Decided save_notebook_entry(Asked& asked, const v1::SaveNotebookEntry& command) {
  const std::string path = "save_notebook_entry.entry";
  const v1::NotebookEntry& wanted = command.entry();
  if (auto checked = course::check_entry(path, wanted); !checked) return pass_on(checked);
  storage::PrivateView mine = asked.view.private_state(asked.me.id);
  const Before before = mine.notebook_entry(wanted.entry_key());
  const bool is_there = before && !before->is_gone;

  Decision decision;
  v1::NotebookEntry& entry = *decision.private_rows.emplace_back().mutable_notebook_entry();
  entry.set_entry_key(wanted.entry_key());
  entry.set_edited_at_ms(asked.now);
  if (wanted.text().empty()) {
    if (!is_there) return refuse::already_done(path);
    return decision;
  }
  if (!is_there && mine.notebook_count() >= course::limits::notebook_entries_max) {
    return refuse::too_large(path, course::limits::notebook_entries_max, "entries");
  }
  if (auto checked = check_about(asked, wanted.gathering_id(), before); !checked) return pass_on(checked);
  entry.set_text(wanted.text());
  entry.set_gathering_id(wanted.gathering_id());
  entry.set_written_at_ms(is_there ? before->written_at_ms : asked.now);
  return decision;
}

void do_forget_notebook(Announcer& announce, std::uint64_t member_id) {
  for (const std::string& key : announce.view().private_state(member_id).notebook_keys()) {
    v1::NotebookEntry& entry = *announce.row_of(member_id).mutable_notebook_entry();
    entry.set_entry_key(key);
    entry.set_edited_at_ms(announce.now());
  }
}

}  // namespace ramure::community
