// `ramure round run ID`: the round on a whole screen, followed live; in lines where there is no terminal to paint.
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <utility>

#include "client-cli/commands/lines.hpp"
#include "client-cli/commands/round.hpp"
#include "client-cli/commands/round_talk.hpp"
#include "client-cli/output/full_screen.hpp"
#include "client-cli/rounds/act_line.hpp"
#include "client-cli/rounds/line_editor.hpp"
#include "client-cli/rounds/painter.hpp"
#include "client-cli/rounds/saying.hpp"
#include "client-cli/rounds/words.hpp"
#include "client-cli/session/live.hpp"

namespace ramure::cli {

namespace {

constexpr std::int64_t between_pictures_ms = 250;  // of what others do; what one types is echoed at once

bool is_leaving(const std::string& line) { return line == "/fin" || line == "/quit" || line == "/quitter"; }

class WholeScreen {
 public:
  WholeScreen(Session& session, std::uint64_t round_id) : session_(session), talk_(session, round_id) {}

  Result<void> run() {
    if (auto begun = talk_.begin(); !begun) return begun;
    desk_.notice = talk_.room().view().plan().practice() ? t({"Ctrl+T fait parler la personne suivante ; /aide, /fin",
                                                              "Ctrl+T lets the next person speak; /help, /quit"})
                                                         : t({"/aide pour tout ce qui se peut, /fin pour quitter",
                                                              "/help for all that can be done, /quit to leave"});
    look_at_size();
    const auto followed = follow();
    if (talk_.is_over())
      std::printf("%s\n", t({"Vous n’êtes plus dans ce tour.", "You are not in this round any more."}));
    return followed;
  }

 private:
  Result<void> follow() {
    FullScreen screen;
    screen_ = &screen;
    LiveHandlers handlers;
    handlers.on_event = [this](const v1::Event& event) {
      talk_.take(event);
      stale_ = true;
    };
    handlers.on_connection = [this](bool connected) {
      desk_.connected = connected;
      urgent_ = true;
    };
    handlers.on_keys = [this](std::optional<std::string> keys) { take(std::move(keys)); };
    handlers.on_return = [this] { come_back(); };
    handlers.wait = [this](int ms) { wait_for_keys(ms); };
    handlers.is_over = [this] { return go_on(); };
    return follow_live(session_, 0, handlers);
  }

  // Runs inside the connection's waiting, so it only notes what was typed.
  void take(std::optional<std::string> keys) {
    if (keys) {
      keys_ += *keys;
    } else {
      leaving_ = true;
    }
    session_.connection().wake();
  }

  // While the network is away nobody else reads the keys.
  void wait_for_keys(int ms) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
    desk_.connected = false;
    urgent_ = true;
    while (!leaving_) {
      type();
      picture();
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now()).count();
      pollfd input{STDIN_FILENO, POLLIN, 0};
      if (left <= 0 || poll(&input, 1, static_cast<int>(left)) <= 0) return;
      std::array<char, 1024> bytes{};
      const ssize_t count = read(STDIN_FILENO, bytes.data(), bytes.size());
      if (count > 0) keys_.append(bytes.data(), static_cast<std::size_t>(count));
      if (count == 0) leaving_ = true;
    }
  }

  void come_back() {
    desk_.connected = true;
    talk_.expect_anything();
    auto flushed = session_.flush_outbox([this](const std::string& sentence) { desk_.notice = sentence; });
    if (!flushed) desk_.notice = flushed.error().text;
  }

  bool go_on() {
    type();
    if (talk_.keep_up()) stale_ = true;
    type();  // what came while the server was asked
    if (screen_->take_disturbed()) {
      look_at_size();
      urgent_ = true;
    }
    picture();
    return leaving_ || talk_.is_over();
  }

  void look_at_size() {
    const TerminalSize size = terminal_size();
    rows_ = size.rows;
    Environment environment = session_.options.environment;
    environment.columns = columns_ = size.columns;
    painter_ = Painter(Terminal(environment));
  }

  void type() {
    if (keys_.empty()) return;
    const Keyed keyed = editor_.take(std::exchange(keys_, {}));
    urgent_ = true;
    if (keyed.end) leaving_ = true;
    if (keyed.repaint) painter_.forget();
    choose_kind(keyed.tabs);
    const auto page = static_cast<std::ptrdiff_t>(std::max(1, rows_ / 3));
    const auto back =
        static_cast<std::ptrdiff_t>(desk_.lines_back) + (desk_.page.empty() ? keyed.pages : -keyed.pages) * page;
    desk_.lines_back = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, back));
    for (const std::string& line : keyed.lines) send(line);
    if (!talk_.room().view().plan().practice()) return;
    for (int i = 0; i < keyed.turns; ++i) send("/turn");
  }

  // Another kind with each Tab; the usual one again when something else may be said.
  void choose_kind(int tabs) {
    const auto kinds = kinds_to_write(talk_.room().view());
    if (kinds != kinds_) {
      kinds_ = kinds;
      chosen_ = usual_kind(talk_.room().view());
    }
    for (int i = 0; i < tabs && !kinds_.empty(); ++i) {
      const auto at = std::ranges::find(kinds_, chosen_);
      chosen_ = at == kinds_.end() || at + 1 == kinds_.end() ? kinds_.front() : *(at + 1);
    }
  }

  void send(const std::string& line) {
    if (is_leaving(line)) {
      leaving_ = true;
      return;
    }
    desk_.lines_back = 0;
    const bool had_page = !desk_.page.empty();
    desk_.page.clear();
    if (line == "/aide" || line == "/help") {
      if (!had_page) show_help();
      return;
    }
    const Typed typed = talk_.say(line, chosen_);
    desk_.notice = typed.notice;
    editor_.put_back(typed.text_back);
  }

  void show_help() {
    for (const char* line :
         {t({"Entrée envoie ; Tab change ce que c’est ; Alt+Entrée va à la ligne ; flèches et pages remontent.",
             "Enter sends; Tab changes what it is; Alt+Enter begins a line; arrows and pages go back."}),
          t({"/fin quitte l’écran, pas le tour. /aide encore : fermer.",
             "/quit leaves the screen, not the round. /help again: close."})})
      desk_.page.push_back({line, Style::bold});
    for (const std::string& line : act_lines()) desk_.page.push_back({line});
  }

  void picture() {
    const std::int64_t now = now_ms();
    const bool is_due =
        now - painted_at_ms_ >= between_pictures_ms && (stale_ || now - painted_at_ms_ >= 20 * between_pictures_ms);
    if ((!urgent_ && !is_due) || !screen_->is_ready()) return;
    choose_kind(0);
    desk_.label = chosen_.empty() ? t({"(rien à dire à cette étape)", "(nothing to say in this step)"})
                                  : kind_label(talk_.room().view().form(), chosen_);
    desk_.text = editor_.text();
    desk_.cursor = editor_.before_cursor().size();
    const Glance glance{session_.names, session_.welcome().me().id(), now, columns_, "/"};
    const Screen drawn = draw(talk_.room(), glance, rows_, desk_);
    desk_.lines_back = drawn.lines_back;
    screen_->write(painter_.paint(drawn));
    painted_at_ms_ = now;
    urgent_ = stale_ = false;
  }

  Session& session_;
  RoundTalk talk_;
  FullScreen* screen_ = nullptr;
  Painter painter_{Terminal(Environment())};
  LineEditor editor_;
  Desk desk_;
  std::string keys_;
  std::vector<std::string> kinds_;
  std::string chosen_;
  int rows_ = 24, columns_ = 80;
  std::int64_t painted_at_ms_ = 0;
  bool urgent_ = true, stale_ = true, leaving_ = false;
};

// Beside a pipe: what is said as it is said, and lines of standard input as what one says.
class InLines {
 public:
  InLines(Session& session, std::uint64_t round_id, bool stays)
      : session_(session), terminal_(session.options.environment), talk_(session, round_id), stays_(stays) {}

  Result<void> run() {
    if (auto begun = talk_.begin(); !begun) return begun;
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    Lines lines;
    tell_head(talk_.room(), glance(), lines);
    for (const v1::Contribution& said : talk_.room().view().contributions())
      tell_contribution(talk_.room(), glance(), said, lines);
    tell_asked(talk_.room(), glance(), lines);
    if (!session_.options.json) print(lines);
    LiveHandlers handlers;
    handlers.on_event = [this](const v1::Event& event) { tell(event); };
    handlers.on_connection = [](bool connected) {
      std::fprintf(
          stderr, "ramure: %s\n",
          connected ? t({"de nouveau en ligne", "online again"}) : t({"le réseau manque", "the network is gone"}));
    };
    handlers.on_return = [this] {
      talk_.expect_anything();
      if (auto flushed = session_.flush_outbox(); !flushed)
        std::fprintf(stderr, "ramure: %s\n", flushed.error().text.c_str());
    };
    handlers.on_line = [this](std::optional<std::string> line) {
      line ? waiting_.push_back(*line) : static_cast<void>(input_ended_ = true);
      session_.connection().wake();
    };
    handlers.is_over = [this] { return go_on(); };
    return follow_live(session_, 0, handlers);
  }

 private:
  Glance glance() const { return {session_.names, session_.welcome().me().id(), now_ms(), terminal_.columns(), "/"}; }

  void print(const Lines& lines) const {
    for (const Line& line : lines) std::printf("%s\n", terminal_.styled(line.text, line.style).c_str());
    std::fflush(stdout);
  }

  void tell(const v1::Event& event) {
    talk_.take(event);
    if (!event.has_round() || event.round().round_id() != talk_.room().view().id()) return;
    if (session_.options.json) return print_json(event);
    Lines lines;
    const v1::RoundEvent& round = event.round();
    const auto put = [&](std::uint64_t id) {
      if (const v1::Contribution* said = find_contribution(talk_.room().view(), id))
        tell_contribution(talk_.room(), glance(), *said, lines);
    };
    if (round.has_contribution_made()) put(round.contribution_made().contribution().id());
    for (const v1::Contribution& shown : round.contributions_shown().contributions()) put(shown.id());
    if (round.has_step_opened())
      lines.push_back({t({"Étape : {}", "Step: {}"},
                         {harmless(step_label(talk_.room().view().form(), round.step_opened().step()))}),
                       Style::accent});
    const bool tells_itself = !lines.empty();
    print(lines);
    if (const auto line = tells_itself ? std::nullopt : line_of(session_, terminal_, event))
      std::printf("%s\n", line->c_str());
  }

  bool go_on() {
    if (talk_.keep_up() && !session_.options.json) {
      Lines asked;
      tell_asked(talk_.room(), glance(), asked);
      if (asked != asked_) print(asked);
      asked_ = asked;
    }
    for (const std::string& line : std::exchange(waiting_, {})) {
      if (is_leaving(line)) return true;
      const Typed typed = talk_.say(line, "");
      if (!typed.notice.empty()) std::fprintf(stderr, "  (%s)\n", typed.notice.c_str());
      if (!typed.text_back.empty())
        std::fprintf(stderr, "  (%s)\n", t({"pas envoyé : {}", "not sent: {}"}, {typed.text_back}).c_str());
    }
    const v1::RoundStatus status = talk_.room().view().status();
    const bool has_ended = status != v1::ROUND_STATUS_PLANNED && status != v1::ROUND_STATUS_RUNNING;
    return talk_.is_over() || (input_ended_ && (!stays_ || has_ended));
  }

  Session& session_;
  Terminal terminal_;
  RoundTalk talk_;
  bool stays_;
  std::vector<std::string> waiting_;
  Lines asked_;
  bool input_ended_ = false;
};

Result<void> run_round(const Options& options, const std::string& round, bool stays) {
  const auto at = open_at_round(options, round);
  if (!at) return std::unexpected(at.error());
  Session& session = *at->session;
  const Environment& here = options.environment;
  const bool can_paint = here.stdin_is_terminal && here.stdout_is_terminal && !here.plain_terminal && !options.json;
  return can_paint ? WholeScreen(session, at->id).run() : InLines(session, at->id, stays).run();
}

}  // namespace

void add_round_run(CLI::App& round, Invocation& invocation) {
  auto wanted = std::make_shared<std::string>();
  auto stays = std::make_shared<bool>(false);
  auto* command = round.add_subcommand("run", t({"suivre un tour en direct et y prendre part, à l’écran",
                                                 "follow a round live and take part, on the screen"}));
  command->alias("suivre");
  command->add_option("round", *wanted)->required();
  command->add_flag("--stay", *stays,
                    t({"dans un tuyau : jusqu’à la fin du tour", "in a pipe: until the round has ended"}));
  command->callback([&invocation, wanted, stays] {
    invocation.run = [&invocation, wanted, stays] { return run_round(invocation.options, *wanted, *stays); };
  });
}

}  // namespace ramure::cli
