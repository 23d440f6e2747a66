#include "client-cli/output/own_editor.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

// Keys that would end us are the editor's business while it runs.
class KeysIgnored {
 public:
  KeysIgnored() : interrupt_(std::signal(SIGINT, SIG_IGN)), quit_(std::signal(SIGQUIT, SIG_IGN)) {}
  ~KeysIgnored() { restore(); }
  void restore() const {
    std::signal(SIGINT, interrupt_);
    std::signal(SIGQUIT, quit_);
  }
  KeysIgnored(const KeysIgnored&) = delete;
  KeysIgnored& operator=(const KeysIgnored&) = delete;

 private:
  using Handler = void (*)(int);
  Handler interrupt_, quit_;
};

// By the shell, since $EDITOR may hold arguments ("code --wait").
bool run(const std::string& editor, const std::string& path) {
  const KeysIgnored ignored;
  const pid_t child = fork();
  if (child == 0) {
    ignored.restore();
    const std::string line = editor + " \"$1\"";
    execl("/bin/sh", "sh", "-c", line.c_str(), "sh", path.c_str(), static_cast<char*>(nullptr));
    _exit(127);
  }
  int status = 0;
  pid_t ended = -1;
  while (child > 0 && (ended = waitpid(child, &status, 0)) < 0 && errno == EINTR) {
  }
  return child > 0 && ended == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

Result<void> run_own_editor(const Environment& environment, const std::filesystem::path& path) {
  if (environment.editor.empty()) {
    return fail(Exit::usage, t({"donnez le texte, ou réglez la variable EDITOR", "give the text, or set EDITOR"}));
  }
  if (run(environment.editor, path.string())) return {};
  return fail(Exit::usage,
              t({"l’éditeur a échoué ; le texte est gardé dans {}", "the editor failed; the text is kept in {}"},
                {path.string()}));
}

}  // namespace ramure::cli
