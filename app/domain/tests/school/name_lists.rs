//! The words that names are made of, the most frequent first.
//!
//! First names and the frequent surnames are those that anybody may bear; the other surnames are
//! composed of a beginning and an end. People are invented: a name met here is nobody's.

use super::names::Sex;

/// Girls at a collège, born about 2012.
pub const GIRLS: &str = "Emma, Léa, Chloé, Manon, Inès, Jade, Louise, Lola, Camille, Sarah, Zoé, \
    Lina, Alice, Clara, Lucie, Juliette, Anna, Romane, Lilou, Éva, Léna, Nina, Julia, Maëlys, \
    Margaux, Jeanne, Louna, Anaïs, Mathilde, Elsa, Rose, Lisa, Ambre, Agathe, Lou, Clémence, \
    Noémie, Charlotte, Yasmine, Héloïse, Célia, Océane, Pauline, Capucine, Gabrielle, Mila, \
    Élise, Laura, Maya, Lana, Aya, Valentine, Marie, Justine, Léonie, Adèle, Salomé, Kenza, \
    Sofia, Olivia, Iris, Apolline, Lise, Maëva, Assia, Elena, Éléonore, Alix, Aïcha, Lyna, Nour, \
    Victoria, Constance, Roxane, Safiya, Mariam, Fatoumata, Victoire, Coline, Thaïs, Solène, \
    Myriam, Amira, Ninon, Garance, Axelle, Enora, Astrid, Suzanne, Joséphine, Faustine, Leïla, \
    Tiphaine, Inaya, Giulia, Luna, Mia, Emmy, Nolwenn, Flavie, Lucile, Daphné, Céleste, Awa, \
    Hanna, Albane, Maïwenn, Bintou, Melissa, Lætitia, Aliénor, Kadiatou, Ilona, Blanche, \
    Gwenaëlle, Soumaya, Philippine, Oumou, Esma, Anouk";

/// Boys at a collège, born about 2012.
pub const BOYS: &str = "Nathan, Lucas, Enzo, Léo, Louis, Hugo, Gabriel, Ethan, Mathis, Jules, \
    Raphaël, Arthur, Tom, Théo, Noah, Timéo, Mohamed, Adam, Maxime, Paul, Yanis, Clément, \
    Antoine, Baptiste, Thomas, Axel, Evan, Nolan, Sacha, Alexandre, Maël, Mathéo, Victor, Rayan, \
    Noé, Gabin, Robin, Martin, Maxence, Quentin, Samuel, Alexis, Rémi, Valentin, Simon, Romain, \
    Pierre, Aaron, Titouan, Lenny, Amine, Julien, Benjamin, Kylian, Augustin, Eliott, Mathieu, \
    Corentin, Tristan, Ibrahim, Dylan, Oscar, Bastien, Ilyes, Diego, Malo, Nicolas, Loan, Marius, \
    Gaspard, Ayoub, Youssef, Ismaël, Côme, Bilal, Joseph, Léon, Ewen, Tiago, Younès, Kaïs, Elias, \
    Isaac, Mamadou, Naël, Achille, Émile, Félix, Ilan, Ali, Anatole, Basile, Henri, Ousmane, \
    Moussa, Soulaymane, Loïs, Omar, Edgar, Lucien, Gustave, Célestin, Hippolyte, Joachim, Luca, \
    Amadou, Naïm, Marceau, Killian, Philémon, Loïc, Nathanaël, Emre, Milan, Gaël, Swann";

/// Women old enough to have a child at a collège.
pub const WOMEN: &str = "Nathalie, Sandrine, Stéphanie, Isabelle, Céline, Sophie, Virginie, \
    Christelle, Valérie, Karine, Aurélie, Laurence, Émilie, Delphine, Julie, Séverine, Caroline, \
    Lætitia, Sabrina, Audrey, Élodie, Vanessa, Cécile, Mélanie, Laure, Hélène, Anne, Marie, \
    Claire, Magali, Florence, Véronique, Catherine, Corinne, Sylvie, Fatima, Patricia, Fabienne, \
    Béatrice, Élisabeth, Estelle, Ludivine, Gaëlle, Jennifer, Angélique, Amandine, Marion, \
    Alexandra, Nadia, Myriam, Samira, Maria, Carole, Muriel, Nadège, Pascale, Sonia, Malika, \
    Khadija, Leïla, Karima, Rachida, Naïma, Aminata, Fatou, Brigitte, Françoise, Martine, Pauline, \
    Charlotte, Mathilde, Lucie, Anaïs, Solène, Bénédicte, Perrine, Morgane, Gwenaëlle, Maud, \
    Frédérique, Emmanuelle, Raphaëlle, Gabrielle, Joëlle, Odile, Édith, Clotilde, Dominique, \
    Mariama, Oumou, Ana, Paula, Elena, Agnieszka, Ayse, Linh, Hortense, Michèle, Danièle, Noémie, \
    Chantal, Ingrid, Barbara, Svetlana, Yamina, Zohra, Aïssatou, Rosa, Claudine, Annick";

/// Men old enough to have a child at a collège.
pub const MEN: &str = "Christophe, Stéphane, David, Nicolas, Sébastien, Frédéric, Laurent, \
    Julien, Olivier, Philippe, Éric, Jérôme, Cédric, Guillaume, Alexandre, Vincent, Thomas, \
    Pierre, Bruno, Pascal, Thierry, Mohamed, Fabrice, Arnaud, Ludovic, Mickaël, Grégory, Franck, \
    Emmanuel, Yann, Loïc, Gaël, Benoît, Mathieu, Damien, Romain, Maxime, Anthony, Sylvain, \
    François, Xavier, Denis, Gilles, Patrick, Michel, Hervé, Karim, Rémi, Régis, Fabien, Samuel, \
    Yannick, Dominique, Marc, Jacques, Rachid, Ahmed, Youssef, Hassan, Farid, Mustapha, \
    Abdelkader, Mamadou, Ibrahima, Moussa, Ousmane, Cheikh, Antonio, José, Manuel, Paulo, Luis, \
    Marco, Giovanni, Piotr, Mehmet, Murat, Minh, Raphaël, Gabriel, Aurélien, Adrien, Florian, \
    Bertrand, Tanguy, Erwan, Ronan, Hugues, Édouard, Christian, Daniel, Didier, Lionel, Joël, \
    Noël, Gaëtan, Alain, Robert, Jean, Claude, Abdoulaye, Bilal, Dimitri, Tomasz, Serge, Léon";

/// Compound first names of girls.
pub const COMPOUND_GIRLS: &str = "Lou-Anne, Lily-Rose, Marie-Lou, Anne-Lise, Léa-Rose, \
    Rose-Marie, Emma-Lou, Marie-Sarah, Anna-Louise, Marie-Ange";

/// Compound first names of boys.
pub const COMPOUND_BOYS: &str = "Jean-Baptiste, Pierre-Louis, Léo-Paul, Paul-Antoine, \
    Charles-Henri, Jean-Gabriel, Marc-Aurèle, Louis-Marie, Pierre-Antoine, Mohamed-Amine";

/// Compound first names of women.
pub const COMPOUND_WOMEN: &str = "Anne-Sophie, Marie-Christine, Anne-Laure, Marie-Laure, \
    Anne-Marie, Marie-Hélène, Marie-Claude, Anne-Claire, Marie-Pierre, Marie-Laurence, \
    Anne-Cécile, Marie-Noëlle, Marie-Line, Anne-Gaëlle, Marie-Désirée, Marie-Jeanne, \
    Rose-Marie, Marie-Françoise, Anne-Lise, Marie-Ange";

/// Compound first names of men.
pub const COMPOUND_MEN: &str = "Jean-Marc, Jean-Pierre, Jean-François, Jean-Luc, Jean-Philippe, \
    Jean-Michel, Jean-Christophe, Pierre-Yves, Jean-Marie, Jean-Sébastien, Jean-Baptiste, \
    Jean-Yves, Jean-Claude, Marc-Antoine, Jean-Noël, Paul-Henri, Jean-Paul, Pierre-Emmanuel, \
    Jean-Charles, Pierre-Alain";

/// A first name and the sex that it tells.
pub type FirstName = (&'static str, Sex);

/// First names so close that two children may be taken for one, each with the sex that it tells.
pub const CLOSE_FIRST_NAMES: [(FirstName, FirstName); 14] = [
    (("Léa", Sex::Female), ("Léo", Sex::Male)),
    (("Louis", Sex::Male), ("Louise", Sex::Female)),
    (("Mathis", Sex::Male), ("Mathys", Sex::Male)),
    (("Lina", Sex::Female), ("Léna", Sex::Female)),
    (("Gabriel", Sex::Male), ("Gabrielle", Sex::Female)),
    (("Emma", Sex::Female), ("Emmy", Sex::Female)),
    (("Lucas", Sex::Male), ("Luca", Sex::Male)),
    (("Manon", Sex::Female), ("Marion", Sex::Female)),
    (("Nathan", Sex::Male), ("Nathanaël", Sex::Male)),
    (("Noé", Sex::Male), ("Noa", Sex::Male)),
    (("Clément", Sex::Male), ("Clémence", Sex::Female)),
    (("Inès", Sex::Female), ("Inaya", Sex::Female)),
    (("Théo", Sex::Male), ("Timéo", Sex::Male)),
    (("Lucie", Sex::Female), ("Lucile", Sex::Female)),
];

/// The surnames of nearly one person in five.
pub const FREQUENT_SURNAMES: &str = "Martin, Bernard, Thomas, Petit, Robert, Richard, Durand, \
    Dubois, Moreau, Laurent, Simon, Michel, Lefebvre, Leroy, Roux, David, Bertrand, Morel, \
    Fournier, Girard, Bonnet, Dupont, Lambert, Fontaine, Rousseau, Vincent, Muller, Lefèvre, \
    Faure, André, Mercier, Blanc, Guérin, Boyer, Garnier, Chevalier, François, Legrand, Gauthier, \
    Garcia, Perrin, Robin, Clément, Morin, Nicolas, Henry, Roussel, Mathieu, Gautier, Masson, \
    Marchand, Duval, Denis, Dumont, Marie, Lemaire, Noël, Meyer, Dufour, Meunier, Brun, \
    Blanchard, Giraud, Joly, Rivière, Lucas, Brunet, Gaillard, Barbier, Arnaud, Martinez, Gérard, \
    Roche, Renard, Schmitt, Roy, Leroux, Colin, Vidal, Caron, Picard, Roger, Fabre, Aubert, \
    Lemoine, Renaud, Dumas, Lacroix, Olivier, Philippe, Bourgeois, Pierre, Benoît, Rey, Leclerc, \
    Payet, Rolland, Nguyen, Guillaume, Lecomte, Lopez, Jean, Dupuy, Guillot, Hubert, Berger, \
    Carpentier, Sanchez, Dupuis, Moulin, Louis, Deschamps, Huet, Vasseur, Perez, Boucher, Fleury, \
    Royer, Klein, Jacquet, Adam, Poirier, Marty, Aubry, Guyot, Carré, Charles, Renault, Diallo, \
    Charpentier, Ménard, Maillard, Baron, Bertin, Bailly, Hervé, Schneider, Fernandez, Le Gall, \
    Collet, Léger, Bouvier, Julien, Prévost, Millet, Perrot, Daniel, Le Roux, Cousin, Germain, \
    Breton, Besson, Langlois, Rémy, Le Goff, Pelletier, Lévêque, Perrier, Traoré, Barré, Lebrun, \
    Marchal, Weber, Mallet, Hamon, Boulanger, Jacob, Monnier, Michaud, Rodriguez, Guichard, \
    Gillet, Étienne, Grondin, Poulain, Tessier, Da Silva, Chauvin, Bouchet, Lemaître, Bénard, \
    Maréchal, Humbert, Reynaud, Antoine, Hoarau, Perret, Barthélemy, Cordier, Pichon, Lejeune, \
    Benali, Gilbert, Lamy, Delaunay, Pasquier, Carlier, Laporte, Lebœuf, Tran, Kowalski, Rossi";

/// Surnames of one kind: a beginning, what joins it, and an end.
pub struct Kind {
    /// How many rare surnames in a thousand are of this kind.
    pub per_mille: u32,
    /// The beginnings.
    pub beginnings: &'static str,
    /// What stands between the two.
    pub joint: &'static str,
    /// The ends.
    pub ends: &'static str,
}

const fn kind(
    per_mille: u32,
    beginnings: &'static str,
    joint: &'static str,
    ends: &'static str,
) -> Kind {
    Kind { per_mille, beginnings, joint, ends }
}

/// The kinds of rare surnames; the shares add up to a thousand.
pub const RARE_SURNAMES: [Kind; 15] = [
    kind(
        637,
        "Bar, Bour, Mar, Char, Fer, Gar, Per, Bouch, Bel, Mont, Cour, Roch, Val, Vill, Lav, Ser, \
        Gaill, Pell, Chant, Mor, Tour, Font, Brun, Cast, Bris, Dour, Faug, Gran, Laf, Mour, Pouj, \
        Salv, Verd, Vign, Thib, Guill, Bess, Caill, Chab, Coust, Del, Ess, Fourn, Gaud, Hour, \
        Jar, Lab, Lem, Malb, Mass, Naud, Our, Paill, Peyr, Rab, Ramb, Rouss, Sab, Sarr, Tard, \
        Vaill, Vass, Aub, Arn, Béch, Blond, Brém, Clav, Crép, Damb, Estr, Frém, Grég, Hém, Jouv, \
        Lér, Mén, Pér, Rég, Sév, Tréb, Véz, Quer, Nog, Pign",
        "",
        "ier, et, on, eau, ard, in, ot, el, aud, al, ac, ière, oux, ade, ol, ault, elle, at, \
        ange, eix, ignac, illon, ois, ette, eyre, ignol, ain, andier, oulet, ery, ouin",
    ),
    kind(
        25,
        "Le",
        " ",
        "Bihan, Corre, Floch, Guen, Meur, Bras, Dantec, Saux, Tallec, Garrec, Quéré, Moigne, \
        Braz, Pennec, Berre, Cam, Hénaff, Nestour, Bail, Borgne",
    ),
    kind(
        15,
        "Ker, Pen, Tré, Lan",
        "",
        "marec, guen, vern, hoat, morvan, nevez, dréan, léo, gall, scoët",
    ),
    kind(
        8,
        "De La",
        " ",
        "Tour, Motte, Roche, Haye, Vigne, Fontaine, Croix, Porte, Rochette, Bretèche",
    ),
    kind(
        6,
        "De",
        " ",
        "Bellegarde, Courcelles, Montbel, Rochebrune, Sauvigny, Villeneuve, Mirecourt, \
        Beaurepaire, Champlitte, Marsillac, Valcourt, Tresnes",
    ),
    kind(7, "Du", " ", "Bosquet, Plessis, Vernay, Puy, Chesnay, Mesnil, Rocher"),
    kind(
        12,
        "D",
        "'",
        "Almeida, Angelo, Arcy, Hauterive, Ambrosio, Orgeval, Aubigny, Oliveira, Estrée",
    ),
    kind(6, "L", "'", "Hôte, Hermitte, Huillier, Hostis, Hénoret"),
    kind(
        55,
        "Ben, El, Aït, Bel, Bou",
        " ",
        "Amar, Salah, Youssef, Brahim, Amrani, Idrissi, Khatib, Mansour, Hadj, Larbi, Said, \
        Tahar, Omar, Slimane, Moussa, Hamou, Kaci, Abdallah",
    ),
    kind(
        45,
        "Ham, Zah, Sah, Kad, Mes, Lah, Nas, Bar, Ald",
        "",
        "raoui, dani, laoui, daoui, zaoui, mani, louli, rouni",
    ),
    kind(
        40,
        "Diarra, Konaté, Camara, Sissoko, Diop, Keïta, Touré, Fofana, Cissé, Dramé, Sidibé, Bamba, \
        Doumbia, Sangaré, Soumaré, Diakité, Ba, Sow, Niang, Gueye, Mbaye, Coulibaly, Kanté, Sylla, \
        Bagayoko, Dembélé, Gassama, Tandia",
        "",
        "",
    ),
    kind(4, "N", "'", "Guessan, Diaye, Dongo, Koulou, Sika"),
    kind(
        70,
        "Oliv, Ferr, Mor, Nav, Alv, Tav, Card, Ram, Mend, Vald, Sald, Montal, Bel, Cast, Cort",
        "",
        "eira, arro, ares, oso, iros, al, ano, adas, anes, ejo, inho, edo",
    ),
    kind(
        40,
        "Ross, Bian, Mar, Gall, Cal, Fer, Bert, Mor, Lomb, Bor, Pell, Gasp, Lor, Tog, Mant",
        "",
        "etti, ini, oni, ardi, ello, ucci, azzo, olini, ato, aro",
    ),
    kind(
        30,
        "Hoff, Kauf, Schu, Zimmer, Eber, Lauten, Wolf, Ritt, Bau, Hart, Wein, Grün, Ober, Neu",
        "",
        "mann, bach, hardt, meyer, berg, stein",
    ),
];
