// GET /api/threads/THREAD_ID/export?community=SLUG&format=html|md&lang=fr|en: the thread as one document, made while it
// is sent.
#include "server/community/answer_files.hpp"
#include "server/files/sending.hpp"
#include "server/files/thread_export.hpp"
#include "server/net/answers.hpp"
#include "server/net/entrance.hpp"
#include "server/net/path_ids.hpp"
#include "server/net/request_access.hpp"
#include "server/net/routes.hpp"

namespace ramure::net {

namespace {

using files::ThreadExport;
using Piece = std::expected<std::string, v1::Refusal>;

// One export on its way out. The first piece is made before anything is answered: only then is it known whether there
// is such a thread for him who asks.
class ExportSource final : public BodySource, public std::enable_shared_from_this<ExportSource> {
 public:
  ExportSource(Entrance entrance, live::Loop& loop, const ThreadExport::Wish& wish)
      : community_(std::move(entrance.community)), loop_(loop), wish_(wish), document_(wish) {}

  using Begun = std::move_only_function<void(std::optional<v1::Refusal>)>;
  void begin(Begun begun) {
    make([self = shared_from_this(), begun = std::move(begun)](Piece piece) mutable {
      if (!piece) return begun(std::move(piece.error()));
      self->first_piece_ = std::move(*piece);
      begun(std::nullopt);
    });
  }

  void next(Give give) override {
    if (first_piece_) {
      loop_.post([give = std::move(give), piece = std::move(*first_piece_)]() mutable { give(std::move(piece)); });
      first_piece_ = std::nullopt;
      return;
    }
    make([give = std::move(give)](Piece piece) mutable {
      give(piece ? std::optional(std::move(*piece)) : std::nullopt);
    });
  }

  std::string file_name() const { return document_.file_name(); }

 private:
  void make(std::move_only_function<void(Piece)> made) {
    auto job = [self = shared_from_this()](storage::Reader& reader) -> Piece {
      if (auto checked = community::check_member(reader, self->wish_.member_id); !checked) {
        return std::unexpected(std::move(checked.error()));
      }
      auto piece = self->document_.next(reader);
      if (!piece) return community::refuse::not_found("thread_id");
      return std::move(*piece);
    };
    auto done = [made = std::move(made)](std::expected<Piece, v1::Refusal> outcome) mutable {
      made(outcome ? std::move(*outcome) : Piece(std::unexpected(std::move(outcome.error()))));
    };
    community_->read_in_turn<Piece>(loop_, std::move(job), std::move(done));
  }

  const live::Registry::Lease community_;
  live::Loop& loop_;
  const ThreadExport::Wish wish_;
  ThreadExport document_;
  std::optional<std::string> first_piece_;
};

Response compose(const std::shared_ptr<ExportSource>& source, files::Format format) {
  Response response;
  response.content_type = format == files::Format::html ? "text/html; charset=utf-8" : "text/markdown; charset=utf-8";
  response.headers = {
      {"Content-Disposition", files::content_disposition(files::Disposition::download, source->file_name())},
      {"Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Cache-Control", "private, no-store"},
  };
  response.source = source;
  return response;
}

std::expected<ThreadExport::Wish, Response> read_wish(const Request& request, TimestampMs now) {
  const auto refused = [](const char* sentence) {
    return std::unexpected(refusal_answer(v1::REFUSAL_CODE_INVALID_ARGUMENT, sentence));
  };
  ThreadExport::Wish wish;
  wish.now = now;
  const std::string format = query_parameter(request.query, "format");
  const std::string language = query_parameter(request.query, "lang");
  if (format != "html" && format != "md") return refused("the format is html or md");
  if (!language.empty() && language != "fr" && language != "en") return refused("the language is fr or en");
  wish.format = format == "html" ? files::Format::html : files::Format::markdown;
  wish.language = language == "en" ? files::Language::english : files::Language::french;
  return wish;
}

}  // namespace

void answer_export(const Services& services, live::Loop& loop, Request request, Respond respond) {
  const auto who = access_reader(services, request);
  if (!who) return respond(who.error());
  const auto ids = path_ids(request.path, "/api/threads/", 1, "/export");
  if (!ids) return respond(refusal_answer(v1::REFUSAL_CODE_NOT_FOUND, "there is nothing at this address"));
  auto wish = read_wish(request, services.clock.now_ms());
  if (!wish) return respond(std::move(wish.error()));
  wish->thread_id = ids->front();
  enter(services.registry, **who, query_parameter(request.query, "community"), loop,
        [&loop, wish = *wish, respond = std::move(respond)](std::expected<Entrance, v1::Refusal> entrance) mutable {
          if (!entrance) return respond(refusal_answer(entrance.error()));
          wish.member_id = entrance->member_id;
          auto source = std::make_shared<ExportSource>(std::move(*entrance), loop, wish);
          source->begin(
              [source, format = wish.format, respond = std::move(respond)](std::optional<v1::Refusal> refused) mutable {
                respond(refused ? refusal_answer(*refused) : compose(source, format));
              });
        });
}

}  // namespace ramure::net
