ALTER TYPE tier ADD VALUE 'platinum';
