#include "server/mail/news_letter.hpp"

#include "server/mail/letter_form.hpp"

namespace ramure::mail {

std::string signing_link(const NewsLetter& letter, const std::string& path) {
  return letter.site + "/lien#" + letter.link_token + "." + letter.slug + path;
}

std::string compose_news(const NewsLetter& letter) {
  const std::string stop_link = letter.site + std::string(stop_page) + letter.stop_token;
  Lists lists;
  for (const auto& [name, lines] : letter.lists) {
    Lines& list = lists[name];
    for (const NewsLine& line : lines) {
      list.push_back({.text = line.text,
                      .link = line.path.empty() ? "" : signing_link(letter, line.path),
                      .is_prose = line.is_prose});
    }
  }
  const files::Language language = letter.locale == "en" ? files::Language::english : files::Language::french;
  if (!letter.reply_to.empty()) {
    lists["notices"].push_back(
        {.text = in(language, {"Votre réponse à ce courriel est publiée dans ce fil, pour tous ceux qui le lisent.",
                               "What you answer to this mail is published in this thread, for all who read it."}),
         .is_prose = true});
  }
  lists["stop"] = {{.text = in(language, letter.kind == Unasked::digest
                                             ? files::Words{"Ne plus recevoir ce résumé", "Receive this digest no more"}
                                             : files::Words{"Ne plus recevoir ces courriels «\u00A0à vous\u00A0»",
                                                            "Receive these messages no more"}),
                    .link = stop_link,
                    .is_prose = true}};
  const Template form =
      letter_form(letter.own_templates, letter.kind == Unasked::digest ? "digest" : "notice", letter.locale);
  const std::string link = signing_link(letter, letter.path);
  const Template filled = fill(form,
                               {{"community", letter.community},
                                {"name", letter.to.name.empty() ? letter.to.address : letter.to.name},
                                {"link", link}},
                               lists);
  return compose({.from = {letter.community, letter.from},
                  .to = letter.to,
                  .message_id = message_id_of(letter.link_token, letter.from),
                  .locale = letter.locale,
                  .at_ms = letter.at_ms,
                  .reply_to = letter.reply_to,
                  .stop_link = stop_link},
                 filled, link);
}

}  // namespace ramure::mail
