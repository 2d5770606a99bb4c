package dev.rapporteur.writing.rules;

import java.util.List;

/** Says messages in one language. */
interface Wording {

  /** One sentence, or more where one would be too long; figures as references. */
  String say(Message message);

  /** Sentences as one paragraph. */
  String paragraph(List<String> sentences);
}
