// « Mon carnet »: what one writes for oneself. Nobody else reads it.
#include <algorithm>
#include <cstdio>

#include "client-cli/commands/commands.hpp"
#include "client-cli/commands/course_talk.hpp"
#include "client-cli/commands/pages.hpp"
#include "client-cli/commands/roadmap_talk.hpp"
#include "client-cli/commands/wished.hpp"
#include "client-cli/course/notes.hpp"

namespace ramure::cli {

namespace {

struct Wish {
  std::string note, text, gathering;
};

Result<std::vector<v1::NotebookEntry>> fetch_notes(Session& session) {
  v1::Query question;
  question.mutable_get_private_rows();
  const auto answer = session.query(question);
  if (!answer) return std::unexpected(answer.error());
  return notes_in(answer->private_rows());
}

// The title of the gathering that an entry is about; empty when there is none, or none that one still reads.
std::string about(Session& session, std::uint64_t gathering_id) {
  if (gathering_id == 0) return {};
  const auto gathering = fetch_gathering(session, gathering_id);
  return gathering ? " · " + harmless(gathering->gathering().title()) : std::string();
}

Result<void> list_notes(const Options& options, const Wish&) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto notes = fetch_notes(**session);
  if (!notes) return std::unexpected(notes.error());
  const Terminal terminal(options.environment);
  std::vector<std::uint64_t> numbers;
  for (const v1::NotebookEntry& note : *notes) {
    numbers.push_back(note_number(note.entry_key()));
    if (options.json) {
      print_json(note);
      continue;
    }
    const std::string head = "~" + std::to_string(numbers.size());
    std::printf(
        "%s  %s\n%s\n", terminal.styled(head, Style::accent).c_str(),
        terminal.styled(moment_text(note.written_at_ms(), now_ms()) + about(**session, note.gathering_id()), Style::dim)
            .c_str(),
        terminal.wrapped(note.text(), 4).c_str());
  }
  (*session)->notes.remember(numbers);
  if (notes->empty() && !options.json)
    std::printf("%s\n",
                t({"Votre carnet est vide. Vous seul·e le lisez.", "Your notebook is empty. You alone read it."}));
  return {};
}

Result<v1::NotebookEntry> find_note(Session& session, const std::string& text) {
  const auto number = session.notes.find(text);
  if (!number) return std::unexpected(number.error());
  const auto notes = fetch_notes(session);
  if (!notes) return std::unexpected(notes.error());
  const auto found =
      std::ranges::find(*notes, *number, [](const v1::NotebookEntry& note) { return note_number(note.entry_key()); });
  if (found == notes->end())
    return fail(Exit::refused, t({"cette note n’est plus là", "that note is not there any more"}));
  return *found;
}

Result<void> save(Session& session, v1::NotebookEntry note, Words done) {
  v1::CourseCommand command;
  *command.mutable_save_notebook_entry()->mutable_entry() = std::move(note);
  return send_to_course(session, std::move(command), done);
}

Result<void> put_gathering(Session& session, const Wish& wish, v1::NotebookEntry& note) {
  if (wish.gathering.empty()) return {};
  const auto gathering = wish.gathering == "0" ? Result<std::uint64_t>(0) : find_gathering(session, wish.gathering);
  if (!gathering) return std::unexpected(gathering.error());
  note.set_gathering_id(*gathering);
  return {};
}

Result<void> add_note(const Options& options, const Wish& wish) {
  const auto text = read_text(options, wish.text, "");
  if (!text) return std::unexpected(text.error());
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  v1::NotebookEntry note;
  note.set_entry_key(make_command_key(now_ms()));
  note.set_text(*text);
  if (auto put = put_gathering(**session, wish, note); !put) return put;
  return save(**session, std::move(note), {"Noté, pour vous seul·e.", "Noted, for you alone."});
}

Result<void> edit_note(const Options& options, const Wish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  auto note = find_note(**session, wish.note);
  if (!note) return std::unexpected(note.error());
  const auto text = read_text(options, wish.text, note->text());
  if (!text) return std::unexpected(text.error());
  note->set_text(*text);
  if (auto put = put_gathering(**session, wish, *note); !put) return put;
  return save(**session, std::move(*note), {"Note à jour.", "Note up to date."});
}

Result<void> erase_note(const Options& options, const Wish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  auto note = find_note(**session, wish.note);
  if (!note) return std::unexpected(note.error());
  note->clear_text();
  return save(**session, std::move(*note), {"Note effacée.", "Note erased."});
}

}  // namespace

void add_notebook_commands(CLI::App& app, Invocation& invocation) {
  auto* family = app.add_subcommand(
      "notebook", t({"mon carnet, que personne d’autre ne lit", "my notebook, which nobody else reads"}));
  const auto add = [&](const char* name, const char* alias, Words help, auto run) {
    return add_wished<Wish>(*family, invocation, name, alias, help, run);
  };
  const auto add_text = [](CLI::App& command, Wish& wish) {
    command.add_option("text", wish.text,
                       t({"le texte (sinon éditeur, ou - pour l’entrée standard)",
                          "the text (else the editor, or - for standard input)"}));
    command.add_option("--about", wish.gathering,
                       t({"à propos de cette rencontre (0 : aucune)", "about this gathering (0: none)"}));
  };
  add("list", "liste", {"mes notes, de la plus ancienne à la plus récente", "my notes, oldest first"}, list_notes);
  auto [adding, added] = add("add", "noter", {"noter quelque chose", "note something"}, add_note);
  add_text(*adding, *added);
  auto [editing, edited] = add("edit", "corriger", {"corriger une note", "correct a note"}, edit_note);
  editing->add_option("note", edited->note, t({"~N de la liste", "~N of the list"}))->required();
  add_text(*editing, *edited);
  auto [erasing, erased] = add("erase", "effacer", {"effacer une note", "erase a note"}, erase_note);
  erasing->add_option("note", erased->note, t({"~N de la liste", "~N of the list"}))->required();
  family->callback([family, &invocation] {
    if (!family->get_subcommands().empty()) return;
    invocation.run = [&invocation] { return list_notes(invocation.options, {}); };
  });
}

}  // namespace ramure::cli
