// What people wrote stands behind "> ", and only that: whoever writes "**Somebody else**, yesterday" in a message still
// writes it as himself.
#include "server/files/document.hpp"
#include "server/files/markdown_text.hpp"

namespace ramure::files {

namespace {

class MarkdownDocument final : public Document {
 public:
  explicit MarkdownDocument(Language language) : language_(language) {}

  bool takes_files_in() const override { return false; }

  std::string head(const Heading& heading) override {
    std::string text =
        "# " + escaped_markdown(heading.title) + "\n\n" + escaped_markdown(heading.place) + marks(heading.marks) + "\n";
    for (const auto& [label, words] : heading.card) text += "\n**" + label + "**\n\n" + quoted_markdown(words);
    if (!heading.summary.empty()) {
      text += "\n## " + std::string(t({"Où en est-on\u00A0?", "Where do we stand?"})) + "\n\n" +
              quoted_markdown(heading.summary);
    }
    if (heading.older_hidden) {
      text += "\n*" +
              std::string(t({"Les messages antérieurs à votre arrivée n’y figurent pas.",
                             "Messages from before your arrival are not in it."})) +
              "*\n";
    }
    return text;
  }

  std::string message(const Said& said) override {
    std::string text = "\n---\n\n**" + escaped_markdown(said.author) + "**, " + said.moment + marks(said.marks) + "\n";
    if (said.answers)
      text += "\n*" + std::string(t({"En réponse à ", "In answer to "})) + source(*said.answers) + "*\n";
    for (const Quoted& quoted : said.quotes) {
      text += "\n*" + source(quoted) + t({"\u00A0:", ":"}) + "*\n";
      if (!quoted.is_hidden) text += "\n" + quoted_markdown(quoted_markdown(quoted.text));
    }
    if (said.is_erased) return text + "\n*" + t({"Message effacé.", "Message erased."}) + "*\n";
    if (!said.body.empty()) text += "\n" + quoted_markdown(said.body);
    if (!said.reactions.empty()) text += "\n" + escaped_markdown(said.reactions) + "\n";
    return text;
  }

  std::string file(const FileLine& file) override {
    return "\n- " + escaped_markdown(file.name) + " (" + escaped_markdown(file.media_type) + ", " +
           size_text(language_, file.size_bytes) + "), SHA-256 `" + file.sha256_hex + "`\n";
  }

  std::string begin_file(const FileLine&) override { return {}; }
  std::string end_file(const FileLine& line) override { return file(line); }
  std::string end_message() override { return {}; }
  std::string foot() override { return "\n---\n\n"; }

  std::string ending(const Numbers& numbers) override {
    return counted(language_, numbers) + "\n\n" + how_to_check(language_, numbers) + "`" + numbers.content_sha256_hex +
           "`\n";
  }

 private:
  const char* t(Words words) const { return in(language_, words); }
  static std::string marks(const std::string& text) { return text.empty() ? "" : " · " + escaped_markdown(text); }

  std::string source(const Quoted& quoted) const {
    if (!quoted.is_hidden) return escaped_markdown(quoted.author) + ", " + quoted.moment;
    return t({"message antérieur à votre arrivée, ou effacé", "a message from before your arrival, or erased"});
  }

  const Language language_;
};

}  // namespace

std::unique_ptr<Document> make_markdown_document(Language language) {
  return std::make_unique<MarkdownDocument>(language);
}

}  // namespace ramure::files
